-- The currency that an order and SKU was sold in: that of All orders, else of the settlement's order lines.
--
-- grain:   order_id, sku
-- inputs:  order_line, settlement_line, order_family, replacement, returned
-- params:  as_of
-- outputs: order_id, sku, currency
with wanted as (
    select coalesce(order_family.family_id, replacement.original_order_id) as order_id, replacement.sku
    from replacement
    left join order_family on order_family.order_id = replacement.original_order_id
    union
    select order_id, sku
    from returned
    where disposition in ('CARRIER_DAMAGED', 'DAMAGED')
),
told as (
    select
        coalesce(order_family.family_id, order_line.order_id) as order_id,
        order_line.sku,
        1 as preference,
        upper(order_line.currency) as currency
    from order_line
    left join order_family on order_family.order_id = order_line.order_id
    where order_line.currency <> '' and coalesce(order_line.purchased_on, $as_of) <= $as_of
    union all
    select
        coalesce(order_family.family_id, settlement_line.order_id) as order_id,
        settlement_line.sku,
        2 as preference,
        settlement_line.currency
    from settlement_line
    left join order_family on order_family.order_id = settlement_line.order_id
    where settlement_line.transaction_type = 'Order'
        and lower(settlement_line.amount_type) = 'itemprice'
        and lower(settlement_line.amount_description) = 'principal'
        and settlement_line.posted_on <= $as_of
),
ranked as (
    select
        told.order_id,
        told.sku,
        told.currency,
        row_number() over (partition by told.order_id, told.sku order by told.preference, told.currency) as choice
    from told
    join wanted on wanted.order_id = told.order_id and wanted.sku = told.sku
)
select order_id, sku, currency
from ranked
where choice = 1
