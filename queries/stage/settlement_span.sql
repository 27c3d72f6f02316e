-- Contiguous spans of days that complete settlements cover together.
--
-- grain:   first_day
-- inputs:  settlement
-- params:  none
-- outputs: first_day, last_day
with covered as (
    select start_on as first_day, end_on as last_day
    from settlement
    where is_complete and start_on is not null and end_on is not null
),
reached as (
    select
        first_day,
        last_day,
        max(last_day) over (
            order by first_day, last_day rows between unbounded preceding and 1 preceding
        ) as covered_until
    from covered
),
marked as (
    select
        first_day,
        last_day,
        sum(case when covered_until is null or first_day > covered_until + 1 then 1 else 0 end) over (
            order by first_day, last_day rows between unbounded preceding and current row
        ) as island_no
    from reached
)
select min(first_day) as first_day, max(last_day) as last_day
from marked
group by island_no
