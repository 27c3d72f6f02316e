-- Days that the ledger's detail lacks, as its summary proves: uncovered by any download, empty (covered, but without a single
-- row), or differing (rows are there, and not all of them).
--
-- Of a week or a month that differs its days without a row are told, where there are any: losses may hide there.
--
-- grain:   state, first_day
-- inputs:  ledger_difference, ledger_detail, coverage
-- params:  as_of
-- outputs: state, first_day, last_day, product_count, product
with ledger_day as (
    select distinct event_date
    from ledger_detail
    where event_date <= $as_of
),
neighbour as (
    select
        event_date,
        lag(event_date) over (order by event_date) as earlier,
        lead(event_date) over (order by event_date) as later
    from ledger_day
),
stretch as (
    select coalesce(earlier + 1, date '0001-01-01') as first_day, event_date - 1 as last_day
    from neighbour
    where earlier is null or earlier + 1 < event_date
    union all
    select event_date + 1 as first_day, date '9999-12-31' as last_day
    from neighbour
    where later is null
),
differing as (
    select distinct first_day, last_day, product
    from ledger_difference
),
piece as (
    select
        coalesce(greatest(differing.first_day, stretch.first_day), differing.first_day) as first_day,
        coalesce(least(differing.last_day, stretch.last_day), differing.last_day) as last_day,
        differing.product,
        stretch.first_day is not null as is_empty
    from differing
    left join stretch on stretch.first_day <= differing.last_day and stretch.last_day >= differing.first_day
),
standing as (
    select
        piece.first_day,
        piece.last_day,
        piece.product,
        case
            when not piece.is_empty then 'differing'
            when count(coverage.first_day) > 0 then 'empty'
            else 'uncovered'
        end as state
    from piece
    left join coverage
        on coverage.kind = 'ledger_detail'
        and coverage.first_day <= piece.last_day
        and coverage.last_day >= piece.first_day
    group by piece.first_day, piece.last_day, piece.product, piece.is_empty
),
reached as (
    select
        state,
        first_day,
        last_day,
        product,
        max(last_day) over (
            partition by state order by first_day, last_day, product rows between unbounded preceding and 1 preceding
        ) as told_until
    from standing
),
marked as (
    select
        state,
        first_day,
        last_day,
        product,
        sum(case when told_until is null or first_day > told_until + 1 then 1 else 0 end) over (
            partition by state order by first_day, last_day, product rows between unbounded preceding and current row
        ) as island_no
    from reached
)
select
    state,
    min(first_day) as first_day,
    max(last_day) as last_day,
    cast(count(distinct product) as integer) as product_count,
    min(product) as product
from marked
group by state, island_no
