-- The download with the same bytes, if there was one; one that was read before one that was only kept.
--
-- grain:   download_id
-- inputs:  download
-- params:  sha256
-- outputs: download_id, kind, rows_read, rows_rejected, first_day, last_day, is_used
select
    download_id,
    kind,
    rows_read,
    rows_rejected,
    first_day,
    last_day,
    is_used
from download
where sha256 = $sha256
order by is_used desc, download_id desc
limit 1
