-- Units for which Amazon charged the customer again, since they never came back: per order, SKU and day.
--
-- Without a known price the charge stands for one unit at least.
--
-- grain:   retrocharge_no
-- inputs:  order_money, order_price
-- params:  none
-- outputs: retrocharge_no, order_id, sku, charged_on, currency, money, units
with charged as (
    select
        order_id,
        sku,
        posted_on as charged_on,
        currency,
        cast(sum(money) * 10000 as bigint) as money
    from order_money
    where kind = 'retrocharge'
    group by order_id, sku, posted_on, currency
),
counted as (
    select
        charged.order_id,
        charged.sku,
        charged.charged_on,
        charged.currency,
        charged.money,
        case
            when order_price.price_money is null then 1
            else cast((charged.money * order_price.price_units) // order_price.price_money as integer)
        end as units
    from charged
    left join order_price on order_price.order_id = charged.order_id and order_price.sku = charged.sku
    where charged.money > 0
)
select
    row_number() over (order by charged_on, order_id, sku, currency) as retrocharge_no,
    order_id,
    sku,
    charged_on,
    currency,
    money,
    units
from counted
where units > 0
