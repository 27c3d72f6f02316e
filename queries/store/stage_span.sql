-- How many rows are staged, and from which day to which.
--
-- grain:   staged_count
-- inputs:  staged_ledger
-- params:  none
-- outputs: staged_count, first_day, last_day
select
    count(*) as staged_count,
    min(event_date) as first_day,
    max(event_date) as last_day
from staged_ledger
