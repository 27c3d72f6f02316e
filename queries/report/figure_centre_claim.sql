-- What is open by fulfilment centre; claims that rest on a payment line have none.
--
-- grain:   fulfillment_center, status, currency
-- inputs:  claim
-- params:  none
-- outputs: fulfillment_center, status, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
select
    fulfillment_center,
    status,
    currency,
    max(minor_digits)::integer as minor_digits,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount
from claim
where status in ('claimable', 'waiting', 'review', 'filed')
group by fulfillment_center, status, currency
order by fulfillment_center, status, currency
