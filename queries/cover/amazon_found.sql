-- Found units under an MSKU beginning Amazon.Found.: unlabelled units that may be anybody's; they raise doubt, per ASIN.
--
-- grain:   source, source_no, part
-- inputs:  adjustment, reason_code
-- params:  none
-- outputs: cover_type, source, source_no, part, region, product, asin, event_date, rank, sort_key, units
select
    'amazon_found' as cover_type,
    'found' as source,
    adjustment.adjustment_no as source_no,
    'unstated' as part,
    adjustment.region,
    adjustment.product,
    case when adjustment.asin <> '' then adjustment.asin else upper(substr(adjustment.sku, 14)) end as asin,
    adjustment.event_date,
    0 as rank,
    concat(adjustment.reference_id, ' ', adjustment.sku, ' ', cast(adjustment.occurrence as varchar)) as sort_key,
    adjustment.quantity as units
from adjustment
join reason_code on reason_code.code = adjustment.reason and reason_code.role = 'found'
where adjustment.quantity > 0 and adjustment.is_found_sku
