-- Payments and finds that we could not tie to a loss, the newest first.
--
-- grain:   claim_type, fnsku, source, reference_id, event_date
-- inputs:  unmatched_cover
-- params:  row_limit
-- outputs: claim_type, fnsku, source, reference_id, event_date, units, row_total, unit_total
select
    claim_type,
    fnsku,
    source,
    reference_id,
    event_date,
    units::bigint as units,
    (count(*) over ())::bigint as row_total,
    (sum(units) over ())::bigint as unit_total
from unmatched_cover
order by event_date desc nulls last, claim_type, fnsku, source, reference_id, units
limit $row_limit
