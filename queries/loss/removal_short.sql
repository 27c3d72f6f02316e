-- Boxes on their way back to the seller of which some units arrived, and fewer than were sent.
--
-- Without the day of the receipt the window cannot be dated: the day of the shipment serves the match only.
--
-- grain:   source_no, part
-- inputs:  removal_box, records
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question
select
    'removal_short' as claim_type,
    'removal' as source,
    removal_box.box_no as source_no,
    'rest' as part,
    2 as pass,
    concat('removal|', removal_box.product) as pool,
    coalesce(removal_box.received_on, removal_box.shipped_on) as event_date,
    removal_box.order_id as reference_id,
    removal_box.sku,
    removal_box.occurrence,
    removal_box.shipped_units - removal_box.received_units as units,
    case when removal_box.received_on is null then 'receipt_undated' else '' end as question
from removal_box
cross join records
where removal_box.is_anything_received
    and removal_box.received_units < removal_box.shipped_units
    and not removal_box.is_no_claim_sku
    and coalesce(removal_box.received_on, removal_box.shipped_on) >= records.records_begin
