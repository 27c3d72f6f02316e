-- How many lines are staged, how many of them need the careful reader, and from which day to which.
--
-- grain:   staged_count
-- inputs:  staged_reimbursement
-- params:  none
-- outputs: staged_count, odd_count, first_day, last_day
select
    count(*) as staged_count,
    count(*) filter (where approved_on is null) as odd_count,
    min(approved_on) as first_day,
    max(approved_on) as last_day
from staged_reimbursement
