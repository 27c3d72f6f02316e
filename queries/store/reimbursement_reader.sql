-- Defines reimbursement_rows: the lines of a Reimbursements file as typed values, in file order.
--
-- A line with a cell that is not in its plain form has approved_on null: it needs the careful reader.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create or replace temp macro is_stamp(cell) as (
    regexp_full_match(
        cell, '20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}'
    )
);

create or replace temp macro reimbursement_rows(
    path, delimiter, quoting, columns_of, skipped, download, time_zone, pattern
) as table
with shape as not materialized (
    select
        ''::varchar as line,
        ''::varchar as approved_on,
        ''::varchar as approved_on_at,
        ''::varchar as approved_on_text,
        ''::varchar as reimbursement_id,
        ''::varchar as case_id,
        ''::varchar as order_id,
        ''::varchar as reason,
        ''::varchar as sku,
        ''::varchar as fnsku,
        ''::varchar as asin,
        ''::varchar as product_name,
        ''::varchar as condition,
        ''::varchar as currency,
        ''::varchar as amount_per_unit,
        ''::varchar as amount_total,
        ''::varchar as quantity_cash,
        ''::varchar as quantity_inventory,
        ''::varchar as quantity_total,
        ''::varchar as original_reimbursement_id,
        ''::varchar as original_reimbursement_type
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

stamped as not materialized (
    select
        *,
        case when is_stamp(approved_on) then try_cast(approved_on as timestamptz) end as stamp,
        case
            when regexp_full_match(approved_on, '20[0-9]{2}-[0-9]{2}-[0-9]{2}')
                then try_cast(approved_on as date)
        end as written_on
    from written
)

select
    case
        when is_plain(quantity_cash)
            and is_plain(quantity_inventory)
            and is_plain(quantity_total)
            and is_amount(amount_per_unit, pattern)
            and is_amount(amount_total, pattern)
            and text_of(reimbursement_id) <> ''
            then coalesce(written_on, cast(timezone(time_zone, stamp) as date))
    end as approved_on,
    coalesce(try_cast(approved_on_at as timestamp), timezone('UTC', stamp)) as approved_at,
    coalesce(approved_on_text, trim(approved_on), '') as approved_at_text,
    text_of(reimbursement_id) as reimbursement_id,
    text_of(case_id) as case_id,
    text_of(order_id) as order_id,
    text_of(reason) as reason,
    text_of(sku) as sku,
    text_of(fnsku) as fnsku,
    text_of(asin) as asin,
    text_of(product_name) as product_name,
    text_of(condition) as condition,
    upper(text_of(currency)) as currency,
    try_cast(amount_per_unit as decimal(18, 4)) as amount_per_unit,
    try_cast(amount_total as decimal(18, 4)) as amount_total,
    figure_of(quantity_cash) as quantity_cash,
    figure_of(quantity_inventory) as quantity_inventory,
    figure_of(quantity_total) as quantity_total,
    text_of(original_reimbursement_id) as original_reimbursement_id,
    text_of(original_reimbursement_type) as original_reimbursement_type,
    cast(download as integer) as download_id,
    try_cast(line as bigint) as line
from stamped;
