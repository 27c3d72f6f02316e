-- Adds the staged order lines that are not stored yet as often as the file has them, in file order.
--
-- Nothing of an order line is taken for rewritten: an order that was pending and is shipped now is a further line.
--
-- grain:   none
-- inputs:  order_line, staged_order
-- params:  none
-- outputs: none
with spanned as (
    select
        min(purchased_on) as first_day,
        max(purchased_on) as last_day
    from staged_order
),

incoming as (
    select
        rowid as row_id,
        hash(
            order_id, merchant_order_id, purchased_on, updated_on, order_status, fulfillment_channel, sales_channel,
            sku, asin, item_status, quantity, currency, item_price, order_item_id
        ) as line_key
    from staged_order
),

numbered as (
    select
        row_id,
        line_key,
        row_number() over (partition by line_key order by row_id) as occurrence
    from incoming
),

stored as (
    select
        hash(
            l.order_id, l.merchant_order_id, l.purchased_on, l.updated_on, l.order_status, l.fulfillment_channel,
            l.sales_channel, l.sku, l.asin, l.item_status, l.quantity, l.currency, l.item_price, l.order_item_id
        ) as line_key,
        count(*) as stored_count
    from order_line as l
    cross join spanned
    where l.purchased_on is null
        or l.purchased_on between spanned.first_day and spanned.last_day
    group by all
)

insert into order_line
select staged_order.* replace (
    coalesce(
        staged_order.line,
        staged_order.rowid - (select min(rowid) from staged_order) + getvariable('first_line')
    ) as line
)
from staged_order
inner join numbered
    on staged_order.rowid = numbered.row_id
left join stored
    on numbered.line_key = stored.line_key
where numbered.occurrence > coalesce(stored.stored_count, 0)
order by staged_order.rowid
