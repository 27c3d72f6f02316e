-- Reads a report as it stands, where its cells are in their plain form; a row with one that is not is_odd: it needs
-- the careful reader.
--
-- `quantity` is the pattern of a quantity that can be meant, `amount` that of an amount with one reading.
--
-- grain:   none
-- inputs:  none
-- params:  path, delimiter, quoting, skipped, columns_of, time_zone, quantity, amount, texts, upper_texts, quantities,
--          amounts, stamps, periods, instants, filled
-- outputs: none
create or replace temp table report_read as
with written as (
    -- One column of each sort, since there must be one.
    select
        *,
        cast(null as varchar) as no_text,
        cast(null as varchar) as no_figure,
        '-' as no_blank
    from read_csv(
        $path,
        delim = $delimiter,
        quote = $quoting,
        escape = $quoting,
        header = true,
        skip = $skipped,
        columns = $columns_of,
        nullstr = ['', '--', 'N/A', 'n/a'],
        auto_detect = false,
        max_line_size = 1000000,
        store_rejects = true
    )
),

sorted as (
    select
        *,
        list_value(*columns(lambda name: list_contains($texts, name))) as all_texts,
        list_value(*columns(lambda name: list_contains($upper_texts, name))) as all_upper_texts,
        list_value(*columns(lambda name: list_contains($quantities, name))) as all_quantities,
        list_value(*columns(lambda name: list_contains($amounts, name))) as all_amounts,
        list_value(*columns(lambda name: list_contains($stamps, name))) as all_stamps,
        list_value(*columns(lambda name: list_contains($filled, name))) as all_filled,
        least(*columns(lambda name: list_contains($instants, name))) as instant,
        least(*columns(lambda name: list_contains($periods, name))) as written_period
    from written
)

select
    coalesce(trim(columns(lambda name: list_contains($texts, name))), ''),
    try_cast(columns(lambda name: list_contains($quantities, name)) as integer),
    try_cast(columns(lambda name: list_contains($amounts, name)) as decimal(18, 4)),
    list_transform(
        [columns(lambda name: list_contains($stamps, name))],
        lambda cell: case
            when length(cell) > 10 then cast(timezone($time_zone, try_cast(cell as timestamptz)) as date)
            else try_cast(cell as date)
        end
    )[1],
    case when length(instant) > 10 then timezone('UTC', try_cast(instant as timestamptz)) end as returned_at,
    case
        when length(written_period) = 7 then cast(try_strptime('01/' || written_period, '%d/%m/%Y') as date)
        else cast(try_strptime(written_period, '%m/%d/%Y') as date)
    end as first_day,
    case
        when length(written_period) = 7 then last_day(cast(try_strptime('01/' || written_period, '%d/%m/%Y') as date))
        else cast(try_strptime(written_period, '%m/%d/%Y') as date)
    end as last_day,
    case when length(written_period) = 7 then 'month' else 'day' end as period,
    len(list_filter(all_filled, lambda cell: cell is null or trim(cell) = '')) > 0
    or len(list_filter(all_texts, lambda cell: contains(cell, '="'))) > 0
    or len(list_filter(all_upper_texts, lambda cell: cell <> upper(cell))) > 0
    or len(list_filter(all_quantities, lambda cell: not regexp_full_match(cell, $quantity))) > 0
    or len(list_filter(all_amounts, lambda cell: not regexp_full_match(cell, $amount))) > 0
    or len(list_filter(
        all_stamps,
        lambda cell: cell is not null
        and (
            try_cast(cell as timestamptz) is null
            or not regexp_full_match(
                cell, '20[0-9]{2}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2})?'
            )
        )
    )) > 0
    or (
        written_period is not null
        and (
            not regexp_full_match(written_period, '[01][0-9]/([0-3][0-9]/)?20[0-9]{2}')
            or coalesce(
                try_strptime(written_period, '%m/%d/%Y'), try_strptime('01/' || written_period, '%d/%m/%Y')
            ) is null
        )
    ) as is_odd
from sorted
