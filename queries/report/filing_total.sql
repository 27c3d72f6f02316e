-- What can be filed today, as cases: claims that Amazon takes together (warehouse types by FNSKU, others by
-- the id they refer to), apart by whether the case reaches the smallest value worth a case.
-- Claims without a value are left out: nobody knows yet whether they are worth it.
--
-- grain:   is_worth_filing, currency
-- inputs:  claim
-- params:  min_case_value
-- outputs: is_worth_filing, currency, minor_digits, case_count, claim_count, unit_count, amount,
--          first_deadline, unverified_claims
with case_group as (
    select
        region,
        claim_type,
        currency,
        case when claim_type like 'warehouse%' then fnsku else reference_id end as group_id,
        max(minor_digits) as minor_digits,
        count(*) as claim_count,
        count(*) filter (where not is_rule_verified) as unverified_claims,
        sum(quantity_open) as unit_count,
        sum(amount) as amount,
        min(deadline) as first_deadline
    from claim
    where status = 'claimable' and amount is not null
    group by region, claim_type, currency, group_id
)
select
    amount >= $min_case_value::decimal(18, 4) as is_worth_filing,
    currency,
    max(minor_digits)::integer as minor_digits,
    count(*) as case_count,
    sum(claim_count)::bigint as claim_count,
    sum(unit_count)::bigint as unit_count,
    sum(amount)::decimal(38, 4) as amount,
    min(first_deadline) as first_deadline,
    sum(unverified_claims)::bigint as unverified_claims
from case_group
group by is_worth_filing, currency
order by is_worth_filing desc, currency
