-- Claims, units and money of each status and claim type, one row a currency.
--
-- grain:   status, claim_type, currency
-- inputs:  claim
-- params:  none
-- outputs: status, claim_type, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
select
    status,
    claim_type,
    currency,
    max(minor_digits)::integer as minor_digits,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount
from claim
group by status, claim_type, currency
order by status, claim_type, currency
