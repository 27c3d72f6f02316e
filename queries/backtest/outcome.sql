-- What became of every unit that would have been claimed: one row per loss, outcome and row that tells it, so that the
-- units of all rows of a loss are the units of its claim.
--
-- Open units are counted to the claim as far as they exceed those that were in question then: a unit that is closed now
-- was one of the claim, so that no claim looks better than it was. What nothing explains is gone: no loss any more.
--
-- grain:   loss_key, place
-- inputs:  claimed, made_good, now_open
-- params:  none
-- outputs: loss_key, place, outcome, is_in_case, units, now_status, now_question, covered_on, cover_id, case_id,
--          paid_currency, paid_amount, download_id, line
with now_total as (
    select loss_key, cast(sum(units) as integer) as units
    from now_open
    group by loss_key
),
counted as (
    select
        claimed.loss_key,
        claimed.units,
        greatest(least(claimed.units, coalesce(now_total.units, 0) - claimed.apart_units), 0) as open_units
    from claimed
    left join now_total on now_total.loss_key = claimed.loss_key
),
still as (
    select
        counted.loss_key,
        now_open.status,
        now_open.question,
        now_open.kind,
        least(
            now_open.units,
            counted.open_units - coalesce(
                sum(now_open.units) over (
                    partition by now_open.loss_key
                    order by case now_open.kind when 'main' then 0 else 1 end, now_open.kind
                    rows between unbounded preceding and 1 preceding
                ),
                0
            )
        ) as units
    from counted
    join now_open on now_open.loss_key = counted.loss_key
),
laid as (
    select
        made_good.*,
        counted.units - counted.open_units as closed_units,
        coalesce(
            sum(made_good.units) over (
                partition by made_good.loss_key order by made_good.place
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as units_before
    from made_good
    join counted on counted.loss_key = made_good.loss_key
),
given as (
    select *, least(units, closed_units - units_before) as given_units
    from laid
    where closed_units > units_before
),
given_total as (
    select loss_key, sum(given_units) as units
    from given
    group by loss_key
),
told as (
    select
        loss_key,
        0 as step,
        case kind when 'main' then 0 else 1 end as place,
        'open' as outcome,
        false as is_in_case,
        units,
        status as now_status,
        question as now_question,
        cast(null as date) as covered_on,
        '' as cover_id,
        '' as case_id,
        '' as paid_currency,
        cast(null as decimal(18, 4)) as paid_amount,
        cast(null as integer) as download_id,
        cast(null as bigint) as line
    from still
    where units > 0
    union all
    select
        loss_key,
        1,
        place,
        outcome,
        is_in_case,
        given_units,
        '',
        '',
        covered_on,
        cover_id,
        case_id,
        paid_currency,
        cast(paid_each * given_units as decimal(18, 4)),
        download_id,
        line
    from given
    union all
    select
        counted.loss_key,
        2,
        0,
        'gone',
        false,
        counted.units - counted.open_units - coalesce(given_total.units, 0),
        '',
        '',
        null,
        '',
        '',
        '',
        null,
        null,
        null
    from counted
    left join given_total on given_total.loss_key = counted.loss_key
    where counted.units - counted.open_units > coalesce(given_total.units, 0)
)
select
    loss_key,
    row_number() over (partition by loss_key order by step, place, now_status, now_question) as place,
    outcome,
    is_in_case,
    cast(units as integer) as units,
    now_status,
    now_question,
    covered_on,
    cover_id,
    case_id,
    paid_currency,
    paid_amount,
    download_id,
    line
from told
