-- Claims, units and money of each status and claim type, one row a currency. Of the dismissed those that a person
-- says are filed stand apart, as reported.
--
-- grain:   status, claim_type, currency
-- inputs:  claim, decision
-- params:  none
-- outputs: status, claim_type, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
with told as (
    select
        case when decision.is_reported then 'reported' else claim.status end as status,
        claim.claim_type,
        claim.currency,
        claim.minor_digits,
        claim.quantity_open,
        claim.amount
    from claim
    left join decision on decision.part_claim_id = claim.claim_id and claim.status = 'dismissed'
)
select
    status,
    claim_type,
    currency,
    max(minor_digits)::integer as minor_digits,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount
from told
group by status, claim_type, currency
order by status, claim_type, currency
