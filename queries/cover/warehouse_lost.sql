-- What makes a misplaced unit good: found units (reason F), each adjustment in the part that Amazon states as
-- reconciled and the rest, and reimbursements for Lost_Warehouse.
--
-- Found units under an MSKU beginning Amazon.Found. stay out: they cover nothing, they only raise doubt.
--
-- grain:   source, source_no, part
-- inputs:  adjustment, reason_code, paid
-- params:  none
-- outputs: cover_type, source, source_no, part, region, product, asin, event_date, rank, sort_key, units
select
    'warehouse_lost' as cover_type,
    'found' as source,
    adjustment.adjustment_no as source_no,
    'reconciled' as part,
    adjustment.region,
    adjustment.product,
    adjustment.asin,
    adjustment.event_date,
    0 as rank,
    concat(adjustment.reference_id, ' ', adjustment.sku, ' ', cast(adjustment.occurrence as varchar)) as sort_key,
    adjustment.reconciled_units as units
from adjustment
join reason_code on reason_code.code = adjustment.reason and reason_code.role = 'found'
where adjustment.quantity > 0 and adjustment.reconciled_units > 0 and not adjustment.is_found_sku
union all
select
    'warehouse_lost' as cover_type,
    'found' as source,
    adjustment.adjustment_no as source_no,
    case when adjustment.has_stated and not adjustment.is_unclear then 'unreconciled' else 'unstated' end as part,
    adjustment.region,
    adjustment.product,
    adjustment.asin,
    adjustment.event_date,
    0 as rank,
    concat(adjustment.reference_id, ' ', adjustment.sku, ' ', cast(adjustment.occurrence as varchar)) as sort_key,
    adjustment.unreconciled_units as units
from adjustment
join reason_code on reason_code.code = adjustment.reason and reason_code.role = 'found'
where adjustment.quantity > 0 and adjustment.unreconciled_units > 0 and not adjustment.is_found_sku
union all
select
    'warehouse_lost' as cover_type,
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
where reason_key = 'lostwarehouse' and units > 0
