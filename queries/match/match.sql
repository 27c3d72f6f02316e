-- Units of cover given to units of loss in one pass, first in, first out, forward in time.
--
-- Losses and cover of a pool lie on one line of units. Where the running sum of losses minus cover falls to a new low,
-- that much cover met no open loss; the rest is effective. The end points of losses and of effective cover, merged,
-- cut the line into stretches, and each belongs to the next loss and the next cover. (Not a join of overlapping
-- intervals: that is quadratic inside a pool.)
--
-- grain:   loss_no, cover_no
-- inputs:  loss, cover, loss_pool, cover_pool, matched
-- params:  pass, early_days
-- outputs: pass, loss_no, cover_no, units
with full_pool as (
    -- a pool without losses or without cover has nothing to match
    select loss_pool.pool, row_number() over (order by loss_pool.pool) as pool_no
    from loss_pool
    where exists (select 1 from cover_pool where cover_pool.pool = loss_pool.pool)
    group by loss_pool.pool
),
loss_used as (
    select loss_no, cast(sum(units) as bigint) as units
    from matched
    group by loss_no
),
cover_used as (
    select cover_no, cast(sum(units) as bigint) as units
    from matched
    group by cover_no
),
event as (
    select
        full_pool.pool_no,
        0 as side,
        loss.loss_no as no,
        case when loss_pool.is_timed then loss.event_date else date '0001-01-01' end as time_key,
        loss.units - coalesce(loss_used.units, 0) as units
    from loss_pool
    join full_pool on full_pool.pool = loss_pool.pool
    join loss on loss.loss_no = loss_pool.loss_no
    left join loss_used on loss_used.loss_no = loss.loss_no
    where loss.units > coalesce(loss_used.units, 0)
    union all
    select
        full_pool.pool_no,
        1 as side,
        cover.cover_no as no,
        case
            when cover_pool.is_timed then cover.event_date + cast($early_days as integer)
            else date '9999-12-31'
        end as time_key,
        cover.units - coalesce(cover_used.units, 0) as units
    from cover_pool
    join full_pool on full_pool.pool = cover_pool.pool
    join cover on cover.cover_no = cover_pool.cover_no
    left join cover_used on cover_used.cover_no = cover.cover_no
    where cover.units > coalesce(cover_used.units, 0)
),
balance as (
    select
        pool_no,
        side,
        no,
        units,
        row_number() over line_of_units as n,
        sum(case when side = 0 then units else 0 end) over line_of_units as lost_units,
        sum(case when side = 1 then units else 0 end) over line_of_units as cover_units
    from event
    window line_of_units as (
        partition by pool_no order by time_key, side, no rows between unbounded preceding and current row
    )
),
wasted as (
    -- least(0, running minimum) is the cover that met no loss so far: up to the row before, and with this row
    select
        pool_no,
        side,
        no,
        units,
        lost_units,
        cover_units,
        least(
            0,
            coalesce(
                min(lost_units - cover_units) over (
                    partition by pool_no order by n rows between unbounded preceding and 1 preceding
                ),
                0
            )
        ) as before,
        least(
            0,
            min(lost_units - cover_units) over (
                partition by pool_no order by n rows between unbounded preceding and current row
            )
        ) as after
    from balance
),
reach as (
    select
        pool_no,
        side,
        no,
        case when side = 0 then lost_units else cover_units + after end as upto
    from wasted
    where side = 0 or units + after > before
),
point as (
    select
        pool_no,
        upto,
        max(case when side = 0 then no end) as loss_no,
        max(case when side = 1 then no end) as cover_no
    from reach
    group by pool_no, upto
),
stretch as (
    select
        upto - lag(upto, 1, 0) over (partition by pool_no order by upto) as units,
        first_value(loss_no ignore nulls) over (
            partition by pool_no order by upto rows between current row and unbounded following
        ) as loss_no,
        first_value(cover_no ignore nulls) over (
            partition by pool_no order by upto rows between current row and unbounded following
        ) as cover_no
    from point
)
select
    cast($pass as integer) as pass,
    loss_no,
    cover_no,
    cast(units as integer) as units
from stretch
where loss_no is not null and cover_no is not null
