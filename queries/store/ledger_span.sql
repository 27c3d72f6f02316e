-- How many rows of a download the ledger holds, and from which day to which.
--
-- grain:   staged_count
-- inputs:  ledger_detail
-- params:  download
-- outputs: staged_count, first_day, last_day
select
    count(*) as staged_count,
    min(event_date) as first_day,
    max(event_date) as last_day
from ledger_detail
where download_id = $download
