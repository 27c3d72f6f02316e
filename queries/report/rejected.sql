-- Rows that could not be read, newest download first, with their place and the reason.
--
-- grain:   download_id, line
-- inputs:  rejected_row, download
-- params:  row_limit
-- outputs: download_id, line, file_name, reason, row_total
select
    rejected_row.download_id,
    rejected_row.line,
    download.file_name,
    rejected_row.reason,
    (count(*) over ())::bigint as row_total
from rejected_row
inner join download
    on rejected_row.download_id = download.download_id
order by rejected_row.download_id desc, rejected_row.line
limit $row_limit
