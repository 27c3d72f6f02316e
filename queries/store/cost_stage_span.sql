-- How many rows are staged, and from which day to which.
--
-- grain:   staged_count
-- inputs:  staged_cost
-- params:  none
-- outputs: staged_count, first_day, last_day
select
    count(*) as staged_count,
    min(effective_from) as first_day,
    max(effective_from) as last_day
from staged_cost
