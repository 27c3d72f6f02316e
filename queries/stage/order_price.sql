-- What a unit of an order cost the customer: price_money for price_units units, in ten-thousandths of the currency.
--
-- All orders first, else the settlement's own order lines, else the seller's sheet of refunds; of several prices the
-- highest, since it makes the fewest units of a refund.
--
-- grain:   order_id, sku
-- inputs:  order_money, order_line, settlement_line, customer_refund, order_family
-- params:  none
-- outputs: order_id, sku, price_money, price_units
with wanted as (
    select order_id, sku
    from order_money
    group by order_id, sku
),
priced as (
    select
        coalesce(order_family.family_id, order_line.order_id) as order_id,
        order_line.sku,
        1 as preference,
        order_line.item_price as amount,
        order_line.quantity
    from order_line
    left join order_family on order_family.order_id = order_line.order_id
    where order_line.item_price > 0 and order_line.quantity > 0
    union all
    select
        coalesce(order_family.family_id, settlement_line.order_id) as order_id,
        settlement_line.sku,
        2 as preference,
        settlement_line.amount,
        settlement_line.quantity_purchased as quantity
    from settlement_line
    left join order_family on order_family.order_id = settlement_line.order_id
    where settlement_line.transaction_type = 'Order'
        and lower(settlement_line.amount_description) = 'principal'
        and settlement_line.amount > 0
        and settlement_line.quantity_purchased > 0
    union all
    select
        coalesce(order_family.family_id, customer_refund.order_id) as order_id,
        customer_refund.sku,
        3 as preference,
        customer_refund.amount,
        customer_refund.quantity
    from customer_refund
    left join order_family on order_family.order_id = customer_refund.order_id
    where customer_refund.amount > 0 and customer_refund.quantity > 0
),
ranked as (
    select
        priced.order_id,
        priced.sku,
        cast(priced.amount * 10000 as bigint) as price_money,
        priced.quantity as price_units,
        row_number() over (
            partition by priced.order_id, priced.sku
            order by
                priced.preference,
                cast(priced.amount as double) / priced.quantity desc,
                priced.quantity
        ) as choice
    from priced
    join wanted on wanted.order_id = priced.order_id and wanted.sku = priced.sku
)
select order_id, sku, price_money, price_units
from ranked
where choice = 1
