-- Defines ledger_rows: the rows of a ledger file as typed values, in file order.
--
-- A cell that is not in its plain form leaves quantity null, so that one test finds every row that
-- needs the careful reader: `1.5` would silently become 2, `05/01/26` the year 26. No join may stand here,
-- also none that DuckDB makes of a long `in (...)`: it would lose the file order, and lines with it.
-- Blanks are looked for before they are trimmed: trimming every cell costs a tenth of the load.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create or replace temp macro event_type_of(cell) as (
    case cell
        when 'Shipments' then cell
        when 'WhseTransfers' then cell
        when 'Adjustments' then cell
        when 'CustomerReturns' then cell
        when 'Receipts' then cell
        when 'VendorReturns' then cell
        else case regexp_replace(lower(text_of(cell)), '[^a-z]', '', 'g')
            when 'adjustment' then 'Adjustments'
            when 'adjustments' then 'Adjustments'
            when 'receipt' then 'Receipts'
            when 'receipts' then 'Receipts'
            when 'shipment' then 'Shipments'
            when 'shipments' then 'Shipments'
            when 'customerreturn' then 'CustomerReturns'
            when 'customerreturns' then 'CustomerReturns'
            when 'whsetransfer' then 'WhseTransfers'
            when 'whsetransfers' then 'WhseTransfers'
            when 'warehousetransfer' then 'WhseTransfers'
            when 'warehousetransfers' then 'WhseTransfers'
            when 'vendorreturn' then 'VendorReturns'
            when 'vendorreturns' then 'VendorReturns'
            else text_of(cell)
        end
    end
);

create or replace temp macro ledger_rows(
    path, delimiter, quoting, columns_of, skipped, download
) as table
with shape as not materialized (
    select
        ''::varchar as line,
        ''::varchar as event_date,
        ''::varchar as fnsku,
        ''::varchar as asin,
        ''::varchar as msku,
        ''::varchar as title,
        ''::varchar as event_type,
        ''::varchar as reference_id,
        ''::varchar as quantity,
        ''::varchar as fulfillment_center,
        ''::varchar as disposition,
        ''::varchar as reason,
        ''::varchar as country,
        ''::varchar as reconciled_quantity,
        ''::varchar as unreconciled_quantity
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
        cast(try_strptime(event_date, ['%m/%d/%Y', '%Y-%m-%d']) as date) as written_on
    from written
)

select
    case
        when written_on between date '2000-01-01' and date '2100-12-31' then written_on
        else date '1900-01-01'
    end as event_date,
    text_of(fnsku) as fnsku,
    text_of(asin) as asin,
    text_of(msku) as msku,
    text_of(title) as title,
    event_type_of(event_type) as event_type,
    text_of(reference_id) as reference_id,
    case
        when written_on between date '2000-01-01' and date '2100-12-31'
            and is_plain(reconciled_quantity)
            and is_plain(unreconciled_quantity)
            and text_of(event_type) <> ''
            then figure_of(quantity)
    end as quantity,
    text_of(fulfillment_center) as fulfillment_center,
    upper(replace(text_of(disposition), ' ', '_')) as disposition,
    upper(text_of(reason)) as reason,
    upper(text_of(country)) as country,
    figure_of(reconciled_quantity) as reconciled_quantity,
    figure_of(unreconciled_quantity) as unreconciled_quantity,
    cast(download as integer) as download_id,
    try_cast(line as bigint) as line
from dated;
