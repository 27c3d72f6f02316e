-- Days between two spans of a report that no download covers.
--
-- grain:   kind, first_day
-- inputs:  coverage
-- params:  none
-- outputs: kind, first_day, last_day
with span as (
    select kind, first_day, lag(last_day) over (partition by kind order by first_day) as earlier
    from coverage
)
select kind, earlier + 1 as first_day, first_day - 1 as last_day
from span
where earlier is not null
order by kind, first_day
