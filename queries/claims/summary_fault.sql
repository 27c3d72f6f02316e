-- Where the ledger's summary contradicts itself: lines whose opening and movements do not give their closing (sum), and
-- openings that are not the closing of the day, week or month before (next).
--
-- Amazon shows a product of two titles in two lines of one key; such lines are taken together for the second look.
--
-- grain:   none
-- inputs:  summary_line, download
-- params:  none
-- outputs: what, first_day, last_day, product, msku, disposition, location, computed_units, stated_units, file_name, line
with whole as (
    select
        period,
        product,
        msku,
        disposition,
        location,
        first_day,
        last_day,
        sum(opening_units) as opening_units,
        sum(closing_units) as closing_units,
        max(download_id) as download_id,
        min(line) as line
    from summary_line
    group by period, product, msku, disposition, location, first_day, last_day
),
followed as (
    select
        *,
        lag(last_day) over (
            partition by period, product, msku, disposition, location order by first_day
        ) as earlier_last_day,
        lag(closing_units) over (
            partition by period, product, msku, disposition, location order by first_day
        ) as earlier_closing_units
    from whole
),
fault as (
    select
        'sum' as what, first_day, last_day, product, msku, disposition, location,
        computed_units, closing_units as stated_units, download_id, line
    from summary_line
    where not adds_up
    union all
    select
        'next' as what, first_day, last_day, product, msku, disposition, location,
        earlier_closing_units as computed_units, opening_units as stated_units, download_id, line
    from followed
    where earlier_last_day + 1 = first_day and earlier_closing_units <> opening_units
)
select
    fault.what,
    fault.first_day,
    fault.last_day,
    fault.product,
    fault.msku,
    fault.disposition,
    fault.location,
    cast(fault.computed_units as bigint) as computed_units,
    cast(fault.stated_units as bigint) as stated_units,
    coalesce(download.file_name, '') as file_name,
    fault.line
from fault
left join download on download.download_id = fault.download_id
