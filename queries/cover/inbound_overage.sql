-- Units that came in surplus in closed shipments to Amazon: they make a shortage of the same ASIN good.
--
-- grain:   source, source_no, part
-- inputs:  inbound_line
-- params:  none
-- outputs: cover_type, source, source_no, part, region, product, asin, event_date, rank, sort_key, units
select
    'overage' as cover_type,
    'overage' as source,
    line_no as source_no,
    'unstated' as part,
    region,
    product,
    -- the key of the match: a product without an ASIN is only the same as itself
    item as asin,
    match_date as event_date,
    0 as rank,
    concat(shipment_id, ' ', sku, ' ', fnsku) as sort_key,
    surplus_units as units
from inbound_line
where is_closed and surplus_units > 0
