-- The SKUs whose open units have no value, with the day from which a cost would be needed.
--
-- grain:   sku, fnsku
-- inputs:  claim
-- params:  row_limit
-- outputs: sku, fnsku, title, claim_count, unit_count, claimable_units, first_event_date, first_deadline,
--          sku_total, unit_total
with unpriced as (
    select
        sku,
        fnsku,
        max(title) as title,
        count(*) as claim_count,
        sum(quantity_open)::bigint as unit_count,
        coalesce(sum(quantity_open) filter (where status = 'claimable'), 0)::bigint as claimable_units,
        -- a shipment without a day of delivery is priced on the day it closed
        min(coalesce(event_date, window_opens)) as first_event_date,
        min(deadline) as first_deadline
    from claim
    where
        amount is null
        and status in ('claimable', 'review', 'waiting')
        and coalesce(event_date, window_opens) is not null
        and claim_type not like 'customer_return%'
    group by sku, fnsku
)
select
    sku,
    fnsku,
    title,
    claim_count,
    unit_count,
    claimable_units,
    first_event_date,
    first_deadline,
    (count(*) over ())::bigint as sku_total,
    (sum(unit_count) over ())::bigint as unit_total
from unpriced
order by claimable_units > 0 desc, first_deadline nulls last, unit_count desc, sku, fnsku
limit $row_limit
