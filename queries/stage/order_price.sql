-- What a unit of an order cost the customer: price_money for price_units units, in ten-thousandths of the currency.
--
-- All orders first, else the settlement's own order lines, else the seller's sheet of refunds; of several lines of a source
-- the sum, for the sum of their units.
--
-- grain:   order_id, sku, currency
-- inputs:  order_money, order_line, settlement_line, customer_refund, order_family
-- params:  as_of
-- outputs: order_id, sku, currency, price_money, price_units
with wanted as (
    select order_id, sku, currency
    from order_money
    group by order_id, sku, currency
),
told as (
    select
        coalesce(order_family.family_id, order_line.order_id) as order_id,
        order_line.sku,
        upper(order_line.currency) as currency,
        1 as preference,
        order_line.item_price as amount,
        order_line.quantity
    from order_line
    left join order_family on order_family.order_id = order_line.order_id
    where order_line.item_price > 0
        and order_line.quantity > 0
        and coalesce(order_line.purchased_on, $as_of) <= $as_of
    union all
    select
        coalesce(order_family.family_id, settlement_line.order_id) as order_id,
        settlement_line.sku,
        settlement_line.currency,
        2 as preference,
        settlement_line.amount,
        settlement_line.quantity_purchased as quantity
    from settlement_line
    left join order_family on order_family.order_id = settlement_line.order_id
    where settlement_line.transaction_type = 'Order'
        and lower(settlement_line.amount_type) = 'itemprice'
        and lower(settlement_line.amount_description) = 'principal'
        and settlement_line.amount > 0
        and settlement_line.quantity_purchased > 0
        and settlement_line.posted_on <= $as_of
    union all
    select
        coalesce(order_family.family_id, customer_refund.order_id) as order_id,
        customer_refund.sku,
        upper(customer_refund.currency) as currency,
        3 as preference,
        customer_refund.amount,
        customer_refund.quantity
    from customer_refund
    left join order_family on order_family.order_id = customer_refund.order_id
    where customer_refund.amount > 0 and customer_refund.quantity > 0 and customer_refund.refunded_on <= $as_of
),
added as (
    select
        told.order_id,
        told.sku,
        told.currency,
        told.preference,
        cast(sum(told.amount) * 10000 as bigint) as price_money,
        cast(sum(told.quantity) as bigint) as price_units
    from told
    join wanted on wanted.order_id = told.order_id and wanted.sku = told.sku and wanted.currency = told.currency
    group by told.order_id, told.sku, told.currency, told.preference
),
ranked as (
    select
        added.*,
        row_number() over (
            partition by added.order_id, added.sku, added.currency order by added.preference
        ) as choice
    from added
)
select order_id, sku, currency, price_money, price_units
from ranked
where choice = 1
