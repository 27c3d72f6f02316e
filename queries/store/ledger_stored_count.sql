-- How many rows the ledger holds for a span of days.
--
-- grain:   stored_count
-- inputs:  ledger_detail
-- params:  first_day, last_day
-- outputs: stored_count
select count(*) as stored_count
from ledger_detail
where event_date between $first_day and $last_day
