-- Rows that could not be read: file, line, reason. The row itself stays in the database.
--
-- grain:   none
-- inputs:  rejected_row, download
-- params:  none
-- outputs: file_name, line, reason
select download.file_name, rejected_row.line, rejected_row.reason
from rejected_row
join download on download.download_id = rejected_row.download_id
order by rejected_row.download_id, rejected_row.line
