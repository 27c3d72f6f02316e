-- Contiguous spans of days that the downloads of a report kind cover together; one that was kept unread covers none.
--
-- A settlement covers its own days, and only where it is complete; of its downloads only one without rows covers the days
-- that it was asked for: there was no settlement.
--
-- grain:   kind, first_day
-- inputs:  download, settlement
-- params:  none
-- outputs: kind, first_day, last_day, day_count
with covered as (
    select
        kind,
        coalesce(stated_from, first_day) as first_day,
        greatest(coalesce(stated_through, last_day), coalesce(stated_from, first_day)) as last_day
    from download
    where is_used
        and coalesce(stated_from, first_day) is not null
        and coalesce(stated_through, last_day) is not null
        and (kind <> 'settlement' or (is_used and rows_read = 0))
    union all
    select 'settlement' as kind, start_on as first_day, end_on as last_day
    from settlement
    where is_complete
        and start_on <= end_on
),
reached as (
    select
        kind,
        first_day,
        last_day,
        max(last_day) over (
            partition by kind order by first_day, last_day rows between unbounded preceding and 1 preceding
        ) as covered_until
    from covered
),
marked as (
    select
        kind,
        first_day,
        last_day,
        case when covered_until is null or first_day > covered_until + 1 then 1 else 0 end as is_start
    from reached
),
island as (
    select
        kind,
        first_day,
        last_day,
        sum(is_start) over (
            partition by kind order by first_day, last_day rows between unbounded preceding and current row
        ) as island_no
    from marked
)
select
    kind,
    min(first_day) as first_day,
    max(last_day) as last_day,
    cast(datediff('day', min(first_day), max(last_day)) + 1 as integer) as day_count
from island
group by kind, island_no
