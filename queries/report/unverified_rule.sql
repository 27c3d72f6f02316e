-- The rules in use that nobody has verified for their marketplace, with what rests on them.
--
-- grain:   rule_id, claim_type, region
-- inputs:  claim
-- params:  none
-- outputs: rule_id, claim_type, region, claim_count, unit_count
select
    rule_id,
    claim_type,
    region,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count
from claim
where not is_rule_verified and rule_id <> ''
group by rule_id, claim_type, region
order by region, claim_type, rule_id
