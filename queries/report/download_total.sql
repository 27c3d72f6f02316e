-- What was imported of each kind of report.
--
-- grain:   kind
-- inputs:  download
-- params:  none
-- outputs: kind, download_count, rows_read, rows_rejected, is_used, imported_on
select
    kind,
    count(*) as download_count,
    coalesce(sum(rows_read), 0)::bigint as rows_read,
    coalesce(sum(rows_rejected), 0)::bigint as rows_rejected,
    bool_or(is_used) as is_used,
    cast(max(imported_at) as date) as imported_on
from download
group by kind
order by kind
