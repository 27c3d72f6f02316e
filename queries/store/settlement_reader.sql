-- Defines settlement_rows: the rows of a settlement file as typed values, in file order.
--
-- A row with a cell that is not in its plain form has settlement_id null: it needs the careful reader. The dates of the
-- first row of a settlement may be written otherwise than those of the rows below it, which have one form in a file:
-- looking for several in each row costs more than all the rest.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create or replace temp macro stated_instant(cell) as (
    case
        when length(cell) > 10
            then try_strptime(
                cell,
                [
                    '%Y-%m-%d %H:%M:%S UTC', '%d.%m.%Y %H:%M:%S UTC', '%Y/%m/%d %H:%M:%S UTC',
                    '%Y-%m-%dT%H:%M:%S+00:00', '%Y-%m-%dT%H:%M:%SZ'
                ]
            )
    end
);

create or replace temp macro stated_day(cell, time_zone) as (
    case
        when length(cell) = 10 then cast(try_strptime(cell, ['%Y-%m-%d', '%d.%m.%Y', '%Y/%m/%d']) as date)
        else home_day(stated_instant(cell), time_zone)
    end
);

create or replace temp macro settlement_rows(
    path, delimiter, quoting, columns_of, skipped, download, time_zone, pattern, mark, day_format, time_format
) as table
with shape as not materialized (
    select
        ''::varchar as line,
        ''::varchar as settlement_id,
        ''::varchar as start_on,
        ''::varchar as end_on,
        ''::varchar as deposit_on,
        ''::varchar as total_amount,
        ''::varchar as currency,
        ''::varchar as transaction_type,
        ''::varchar as order_id,
        ''::varchar as merchant_order_id,
        ''::varchar as adjustment_id,
        ''::varchar as shipment_id,
        ''::varchar as marketplace_name,
        ''::varchar as amount_type,
        ''::varchar as amount_description,
        ''::varchar as amount,
        ''::varchar as fulfillment_id,
        ''::varchar as posted_date,
        ''::varchar as posted_date_at,
        ''::varchar as posted_time,
        ''::varchar as posted_time_at,
        ''::varchar as order_item_code,
        ''::varchar as sku,
        ''::varchar as quantity_purchased,
        ''::varchar as promotion_id
    where false
),

written as not materialized (
    select *
    from shape
    union all by name
    select *
    from read_csv(
        path,
        delim = delimiter,
        quote = quoting,
        escape = quoting,
        header = true,
        skip = skipped,
        columns = columns_of,
        nullstr = ['', '--', 'N/A', 'n/a'],
        auto_detect = false,
        max_line_size = 1000000,
        store_rejects = true
    )
),

dated as not materialized (
    select
        *,
        stated_day(start_on, time_zone) as start_day,
        stated_day(end_on, time_zone) as end_day,
        stated_day(deposit_on, time_zone) as deposit_day,
        case when length(posted_date) = 10 then cast(try_strptime(posted_date, day_format) as date) end as date_day,
        coalesce(
            try_cast(posted_date_at as timestamp),
            case when length(posted_date) > 10 then try_strptime(posted_date, time_format) end
        ) as date_at,
        case when length(posted_time) = 10 then cast(try_strptime(posted_time, day_format) as date) end as time_day,
        coalesce(
            try_cast(posted_time_at as timestamp),
            case when length(posted_time) > 10 then try_strptime(posted_time, time_format) end
        ) as time_at
    from written
),

posted as not materialized (
    select
        *,
        case
            when posted_time is not null then coalesce(time_day, home_day(time_at, time_zone))
            else coalesce(date_day, home_day(date_at, time_zone))
        end as posted_on,
        case when posted_time is not null then time_at else date_at end as posted_at
    from dated
)

select
    case
        when is_plain(quantity_purchased)
            and is_amount(amount, pattern)
            and is_amount(total_amount, pattern)
            and (amount is not null or total_amount is not null)
            and (start_on is null or is_day(start_day))
            and (end_on is null or is_day(end_day))
            and (deposit_on is null or is_day(deposit_day))
            and (posted_date is null or date_day is not null or date_at is not null)
            and ((posted_date is null and posted_time is null) or is_day(posted_on))
            then nullif(text_of(settlement_id), '')
    end as settlement_id,
    start_day as start_on,
    end_day as end_on,
    deposit_day as deposit_on,
    amount_of(total_amount, mark) as total_amount,
    upper(text_of(currency)) as currency,
    text_of(transaction_type) as transaction_type,
    text_of(order_id) as order_id,
    text_of(merchant_order_id) as merchant_order_id,
    text_of(adjustment_id) as adjustment_id,
    text_of(shipment_id) as shipment_id,
    text_of(marketplace_name) as marketplace_name,
    text_of(amount_type) as amount_type,
    text_of(amount_description) as amount_description,
    amount_of(amount, mark) as amount,
    text_of(fulfillment_id) as fulfillment_id,
    posted_on,
    posted_at,
    text_of(order_item_code) as order_item_code,
    text_of(sku) as sku,
    figure_of(quantity_purchased) as quantity_purchased,
    text_of(promotion_id) as promotion_id,
    cast(download as integer) as download_id,
    try_cast(line as bigint) as line
from posted;
