-- Units that Amazon refunded or replaced, per order, SKU and day.
--
-- Units of a refund are the refunded price divided by the price of a unit, rounded down: a partial refund is no unit. A
-- refund seen in settlements and in the seller's sheet counts once, by the source that shows more units of the order and
-- SKU. What the seller's sheet calls his own refund takes no part, the oldest first.
--
-- grain:   refund_no
-- inputs:  order_money, order_price, customer_refund, replacement, order_family, order_line, product_sku, currency,
--          account_setting
-- params:  as_of
-- outputs: refund_no, kind, order_id, sku, fnsku, product, asin, refunded_on, units, money, money_units, currency, region,
--          question, is_no_claim_sku
with outside as (
    select order_id
    from order_line
    where lower(sales_channel) = 'non-amazon'
    group by order_id
),
settled as (
    select
        order_money.kind,
        order_money.order_id,
        order_money.sku,
        order_money.posted_on as refunded_on,
        order_money.currency,
        cast(sum(order_money.money) * 10000 as bigint) as money
    from order_money
    where order_money.kind in ('refund', 'guarantee')
    group by order_money.kind, order_money.order_id, order_money.sku, order_money.posted_on, order_money.currency
),
settled_units as (
    select
        settled.kind,
        settled.order_id,
        settled.sku,
        settled.refunded_on,
        settled.currency,
        settled.money,
        case
            when order_price.price_money is null then 1
            else cast((settled.money * order_price.price_units) // order_price.price_money as integer)
        end as units,
        case
            when settled.kind = 'guarantee' then 'refund_by_claim'
            when order_price.price_money is null then 'price_unknown'
            else ''
        end as question
    from settled
    left join order_price on order_price.order_id = settled.order_id and order_price.sku = settled.sku
    where settled.money > 0
),
sheet as (
    select
        coalesce(order_family.family_id, customer_refund.order_id) as order_id,
        customer_refund.sku,
        lower(customer_refund.initiated_by) as initiated_by,
        customer_refund.refunded_on,
        upper(customer_refund.currency) as currency,
        max(customer_refund.fnsku) as fnsku,
        max(customer_refund.asin) as asin,
        cast(sum(customer_refund.quantity) as integer) as units,
        cast(sum(customer_refund.amount) * 10000 as bigint) as money
    from customer_refund
    left join order_family on order_family.order_id = customer_refund.order_id
    where customer_refund.refunded_on <= $as_of and customer_refund.quantity > 0
    group by
        coalesce(order_family.family_id, customer_refund.order_id), customer_refund.sku,
        lower(customer_refund.initiated_by), customer_refund.refunded_on, upper(customer_refund.currency)
),
by_seller as (
    select order_id, sku, sum(units) as units
    from sheet
    where initiated_by = 'seller'
    group by order_id, sku
),
settled_left as (
    select
        settled_units.*,
        least(
            settled_units.units,
            greatest(
                sum(settled_units.units) over (
                    partition by settled_units.order_id, settled_units.sku
                    order by settled_units.refunded_on, settled_units.kind, settled_units.currency
                    rows between unbounded preceding and current row
                ) - coalesce(by_seller.units, 0),
                0
            )
        ) as left_units
    from settled_units
    left join by_seller on by_seller.order_id = settled_units.order_id and by_seller.sku = settled_units.sku
    where settled_units.units > 0
),
settled_total as (
    select order_id, sku, sum(left_units) as units
    from settled_left
    group by order_id, sku
),
sheet_total as (
    select order_id, sku, sum(units) as units
    from sheet
    where initiated_by = 'amazon'
    group by order_id, sku
),
counted as (
    select
        settled_left.kind,
        settled_left.order_id,
        settled_left.sku,
        '' as fnsku,
        '' as asin,
        settled_left.refunded_on,
        cast(settled_left.left_units as integer) as units,
        settled_left.money,
        settled_left.units as money_units,
        settled_left.currency,
        settled_left.question
    from settled_left
    join settled_total on settled_total.order_id = settled_left.order_id and settled_total.sku = settled_left.sku
    left join sheet_total on sheet_total.order_id = settled_left.order_id and sheet_total.sku = settled_left.sku
    where settled_left.left_units > 0 and settled_total.units >= coalesce(sheet_total.units, 0)
    union all
    select
        'refund' as kind,
        sheet.order_id,
        sheet.sku,
        sheet.fnsku,
        sheet.asin,
        sheet.refunded_on,
        sheet.units,
        sheet.money,
        sheet.units as money_units,
        sheet.currency,
        '' as question
    from sheet
    join sheet_total on sheet_total.order_id = sheet.order_id and sheet_total.sku = sheet.sku
    left join settled_total on settled_total.order_id = sheet.order_id and settled_total.sku = sheet.sku
    where sheet.initiated_by = 'amazon' and sheet_total.units > coalesce(settled_total.units, 0)
    union all
    select
        'replacement' as kind,
        coalesce(order_family.family_id, replacement.original_order_id) as order_id,
        replacement.sku,
        '' as fnsku,
        max(replacement.asin) as asin,
        replacement.shipped_on as refunded_on,
        cast(sum(replacement.quantity) as integer) as units,
        cast(null as bigint) as money,
        cast(sum(replacement.quantity) as integer) as money_units,
        '' as currency,
        '' as question
    from replacement
    left join order_family on order_family.order_id = replacement.original_order_id
    where replacement.shipped_on <= $as_of and replacement.quantity > 0 and replacement.original_order_id <> ''
    group by
        coalesce(order_family.family_id, replacement.original_order_id), replacement.sku, replacement.shipped_on
),
sku_product as (
    select sku, min(product) as product
    from product_sku
    where has_ledger_row
    group by sku
    having count(*) = 1
)
select
    row_number() over (
        order by counted.refunded_on, counted.order_id, counted.sku, counted.kind, counted.currency
    ) as refund_no,
    counted.kind,
    counted.order_id,
    counted.sku,
    case when counted.fnsku <> '' then counted.fnsku else coalesce(sku_product.product, '') end as fnsku,
    case when counted.fnsku <> '' then counted.fnsku else coalesce(sku_product.product, counted.sku) end as product,
    counted.asin,
    counted.refunded_on,
    counted.units,
    counted.money,
    counted.money_units,
    case when counted.currency = '' then account_setting.home_currency else counted.currency end as currency,
    case when coalesce(currency.region, '') = '' then account_setting.home_region else currency.region end as region,
    counted.question,
    lower(counted.sku) like 'amzn.gr.%' or lower(counted.sku) like 'amazon.found.%' as is_no_claim_sku
from counted
cross join account_setting
left join sku_product on sku_product.sku = counted.sku
left join outside on outside.order_id = counted.order_id
left join currency on currency.currency = counted.currency
where outside.order_id is null
