-- Boxes on their way back to the seller of which nothing arrived, or of which nobody has said yet.
--
-- grain:   source_no, part
-- inputs:  removal_box, records
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question
select
    'removal_lost' as claim_type,
    'removal' as source,
    removal_box.box_no as source_no,
    'rest' as part,
    2 as pass,
    concat('removal|', removal_box.product) as pool,
    removal_box.shipped_on as event_date,
    removal_box.order_id as reference_id,
    removal_box.sku,
    removal_box.occurrence,
    removal_box.shipped_units as units,
    case when removal_box.is_answered then '' else 'receipt_missing' end as question
from removal_box
cross join records
where not removal_box.is_anything_received
    and not removal_box.is_no_claim_sku
    and removal_box.shipped_on >= records.records_begin
