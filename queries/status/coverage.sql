-- The spans of days that each report covers, holes included.
--
-- grain:   kind, first_day
-- inputs:  coverage
-- params:  none
-- outputs: kind, first_day, last_day, day_count
select kind, first_day, last_day, day_count
from coverage
order by kind, first_day
