-- Defines order_rows: the rows of an All orders file as typed values, in file order, without anything about buyers.
--
-- A row with a cell that is not in its plain form has order_id null: it needs the careful reader.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create or replace temp macro order_rows(
    path, delimiter, quoting, columns_of, skipped, download, time_zone, pattern, mark, day_format, time_format
) as table
with shape as not materialized (
    select
        ''::varchar as line,
        ''::varchar as order_id,
        ''::varchar as merchant_order_id,
        ''::varchar as purchased,
        ''::varchar as updated,
        ''::varchar as order_status,
        ''::varchar as fulfillment_channel,
        ''::varchar as sales_channel,
        ''::varchar as sku,
        ''::varchar as asin,
        ''::varchar as item_status,
        ''::varchar as quantity,
        ''::varchar as currency,
        ''::varchar as item_price,
        ''::varchar as order_item_id
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
        case
            when length(purchased) = 10 then cast(try_strptime(purchased, day_format) as date)
            else home_day(try_strptime(purchased, time_format), time_zone)
        end as purchased_on,
        case
            when length(updated) = 10 then cast(try_strptime(updated, day_format) as date)
            else home_day(try_strptime(updated, time_format), time_zone)
        end as updated_on
    from written
)

select
    case
        when is_plain(quantity)
            and is_amount(item_price, pattern)
            and (purchased is null or is_day(purchased_on))
            and (updated is null or is_day(updated_on))
            then nullif(text_of(order_id), '')
    end as order_id,
    text_of(merchant_order_id) as merchant_order_id,
    purchased_on,
    updated_on,
    text_of(order_status) as order_status,
    text_of(fulfillment_channel) as fulfillment_channel,
    text_of(sales_channel) as sales_channel,
    text_of(sku) as sku,
    text_of(asin) as asin,
    text_of(item_status) as item_status,
    figure_of(quantity) as quantity,
    upper(text_of(currency)) as currency,
    amount_of(item_price, mark) as item_price,
    text_of(order_item_id) as order_item_id,
    cast(download as integer) as download_id,
    try_cast(line as bigint) as line
from dated;
