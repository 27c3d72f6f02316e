-- What was taken in, in order.
--
-- grain:   download_id
-- inputs:  download
-- params:  none
-- outputs: download_id, file_name, kind, imported_at, first_day, last_day, rows_read, rows_new, rows_known, rows_updated,
--          rows_rejected, is_used
select
    download_id,
    file_name,
    kind,
    imported_at,
    coalesce(stated_from, first_day) as first_day,
    coalesce(stated_through, last_day) as last_day,
    rows_read,
    rows_new,
    rows_known,
    rows_updated,
    rows_rejected,
    is_used
from download
order by download_id
