-- Units of a closed shipment to Amazon that were sent and not received.
--
-- grain:   source_no, part
-- inputs:  inbound_line, records
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question
select
    'inbound_shortage' as claim_type,
    'shipment_line' as source,
    inbound_line.line_no as source_no,
    'rest' as part,
    2 as pass,
    concat('inbound_shortage|', inbound_line.region, '|', inbound_line.product) as pool,
    inbound_line.match_date as event_date,
    inbound_line.shipment_id as reference_id,
    inbound_line.sku,
    1 as occurrence,
    inbound_line.lost_units as units,
    inbound_line.question
from inbound_line
cross join records
where inbound_line.is_closed
    and inbound_line.lost_units > 0
    and not inbound_line.is_no_claim_sku
    and inbound_line.match_date >= records.records_begin
