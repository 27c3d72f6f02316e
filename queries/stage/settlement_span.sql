-- Contiguous spans of days that complete settlements of a currency cover together.
--
-- grain:   currency, first_day
-- inputs:  settlement
-- params:  none
-- outputs: currency, first_day, last_day
with covered as (
    select currency, start_on as first_day, end_on as last_day
    from settlement
    where is_complete and start_on is not null and end_on is not null
),
reached as (
    select
        currency,
        first_day,
        last_day,
        max(last_day) over (
            partition by currency order by first_day, last_day rows between unbounded preceding and 1 preceding
        ) as covered_until
    from covered
),
marked as (
    select
        currency,
        first_day,
        last_day,
        sum(case when covered_until is null or first_day > covered_until + 1 then 1 else 0 end) over (
            partition by currency order by first_day, last_day rows between unbounded preceding and current row
        ) as island_no
    from reached
)
select currency, min(first_day) as first_day, max(last_day) as last_day
from marked
group by currency, island_no
