-- The days that the downloads of each report cover, one row per span without a hole.
--
-- grain:   kind, first_day
-- inputs:  coverage
-- params:  none
-- outputs: kind, first_day, last_day, day_count
select
    kind,
    first_day,
    last_day,
    day_count::bigint as day_count
from coverage
order by kind, first_day
