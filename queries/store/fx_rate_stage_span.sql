-- How many rows are staged, and from which day to which.
--
-- grain:   staged_count
-- inputs:  staged_fx_rate
-- params:  none
-- outputs: staged_count, first_day, last_day
select
    count(*) as staged_count,
    min(rate_on) as first_day,
    max(rate_on) as last_day
from staged_fx_rate
