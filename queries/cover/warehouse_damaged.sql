-- What makes a damaged unit good: units graded back to sellable, and reimbursements for Damaged_Warehouse.
--
-- Graded back: P into SELLABLE with a Q out of WAREHOUSE_DAMAGED of the same FNSKU, centre and day, the smaller of the
-- day's sums.
--
-- grain:   source, source_no, part
-- inputs:  adjustment, reason_code, paid
-- params:  none
-- outputs: cover_type, source, source_no, part, region, product, asin, event_date, rank, sort_key, units
with moved as (
    select
        adjustment.region,
        adjustment.product,
        adjustment.fulfillment_center,
        adjustment.event_date,
        max(adjustment.asin) as asin,
        min(case when reason_code.role = 'into_disposition' then adjustment.adjustment_no end) as source_no,
        cast(sum(case when reason_code.role = 'into_disposition' then adjustment.quantity else 0 end) as integer) as units_in,
        cast(sum(case when reason_code.role = 'out_of_disposition' then -adjustment.quantity else 0 end) as integer) as units_out
    from adjustment
    join reason_code on reason_code.code = adjustment.reason
    where (reason_code.role = 'into_disposition' and adjustment.quantity > 0 and adjustment.disposition = 'SELLABLE')
        or (
            reason_code.role = 'out_of_disposition' and adjustment.quantity < 0
            and adjustment.disposition = 'WAREHOUSE_DAMAGED'
        )
    group by adjustment.region, adjustment.product, adjustment.fulfillment_center, adjustment.event_date
)
select
    'warehouse_damaged' as cover_type,
    'graded_back' as source,
    source_no,
    'unstated' as part,
    region,
    product,
    asin,
    event_date,
    0 as rank,
    fulfillment_center as sort_key,
    least(units_in, units_out) as units
from moved
where units_in > 0 and units_out > 0
union all
select
    'warehouse_damaged' as cover_type,
    'reimbursement' as source,
    root_no as source_no,
    'unstated' as part,
    region,
    product,
    asin,
    approved_on as event_date,
    1 as rank,
    lpad(cast(root_no as varchar), 12, '0') as sort_key,
    units
from paid
where reason_key = 'damagedwarehouse' and units > 0
