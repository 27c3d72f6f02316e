-- Units that Amazon refunded or replaced, per order, SKU and day.
--
-- Units of a refund are the refunded price divided by the price of a unit, rounded down: a partial refund is no unit. A
-- refund seen in settlements and in the seller's sheet counts once, the larger: refunds of one day are the same, the rest
-- are paired in order of date. Units that the sheet calls the seller's own are taken off the settlement's. A replacement
-- order that several downloads tell in other words (another reason, the day in another zone) counts once, as the one says
-- that tells the most units.
--
-- grain:   refund_no
-- inputs:  order_money, order_price, sheet_refund, replacement, order_family, sold_elsewhere, order_currency, product_sku,
--          currency, account_setting
-- params:  as_of
-- outputs: refund_no, kind, order_id, sku, fnsku, product, asin, refunded_on, units, money, money_units, currency, region,
--          reason_code, question, is_no_claim_sku
with settled as (
    select
        order_id,
        sku,
        posted_on as refunded_on,
        currency,
        cast(sum(money) * 10000 as bigint) as money,
        max(case when kind = 'guarantee' then 1 else 0 end) as guarantee
    from order_money
    where kind in ('refund', 'guarantee')
    group by order_id, sku, posted_on, currency
),
settled_units as (
    select
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
            when settled.guarantee = 1 then 'refund_by_claim'
            when order_price.price_money is null then 'price_unknown'
            else ''
        end as question,
        sheet_refund.refunded_on is not null as is_same_day
    from settled
    left join order_price
        on order_price.order_id = settled.order_id
        and order_price.sku = settled.sku
        and order_price.currency = settled.currency
    left join sheet_refund
        on sheet_refund.order_id = settled.order_id
        and sheet_refund.sku = settled.sku
        and sheet_refund.refunded_on = settled.refunded_on
    where settled.money > 0
),
settled_rest as (
    select
        *,
        row_number() over (partition by order_id, sku order by refunded_on, currency) as place
    from settled_units
    where not is_same_day
),
sheet_rest as (
    select
        sheet_refund.*,
        row_number() over (
            partition by sheet_refund.order_id, sheet_refund.sku order by sheet_refund.refunded_on
        ) as place
    from sheet_refund
    left join settled_units
        on settled_units.order_id = sheet_refund.order_id
        and settled_units.sku = sheet_refund.sku
        and settled_units.refunded_on = sheet_refund.refunded_on
    where settled_units.order_id is null
),
paired as (
    select
        settled_units.order_id,
        settled_units.sku,
        settled_units.refunded_on,
        settled_units.units as settled,
        settled_units.money as settled_money,
        settled_units.currency as settled_currency,
        settled_units.question,
        sheet_refund.by_amazon,
        sheet_refund.by_seller,
        sheet_refund.money as sheet_money,
        sheet_refund.currency as sheet_currency
    from settled_units
    join sheet_refund
        on sheet_refund.order_id = settled_units.order_id
        and sheet_refund.sku = settled_units.sku
        and sheet_refund.refunded_on = settled_units.refunded_on
    union all
    select
        settled_rest.order_id,
        settled_rest.sku,
        settled_rest.refunded_on,
        settled_rest.units as settled,
        settled_rest.money as settled_money,
        settled_rest.currency as settled_currency,
        settled_rest.question,
        coalesce(sheet_rest.by_amazon, 0) as by_amazon,
        coalesce(sheet_rest.by_seller, 0) as by_seller,
        sheet_rest.money as sheet_money,
        coalesce(sheet_rest.currency, '') as sheet_currency
    from settled_rest
    left join sheet_rest
        on sheet_rest.order_id = settled_rest.order_id
        and sheet_rest.sku = settled_rest.sku
        and sheet_rest.place = settled_rest.place
    union all
    select
        sheet_rest.order_id,
        sheet_rest.sku,
        sheet_rest.refunded_on,
        cast(null as integer) as settled,
        cast(null as bigint) as settled_money,
        '' as settled_currency,
        '' as question,
        sheet_rest.by_amazon,
        sheet_rest.by_seller,
        sheet_rest.money as sheet_money,
        sheet_rest.currency as sheet_currency
    from sheet_rest
    left join settled_rest
        on settled_rest.order_id = sheet_rest.order_id
        and settled_rest.sku = sheet_rest.sku
        and settled_rest.place = sheet_rest.place
    where settled_rest.order_id is null
),
judged as (
    select
        *,
        coalesce(greatest(settled - by_seller, 0) >= by_amazon, false) as is_settlement_larger,
        coalesce(sheet_money > 0, false) as is_sheet_priced
    from paired
),
replaced as (
    select
        *,
        sum(quantity) over (partition by replacement_order_id, original_order_id, sku, download_id) as units_told
    from replacement
    where shipped_on <= $as_of and quantity > 0 and original_order_id <> ''
),
told_best as (
    select
        *,
        first_value(download_id) over (
            partition by replacement_order_id, original_order_id, sku order by units_told desc, download_id desc
        ) as best_id
    from replaced
),
counted as (
    select
        'refund' as kind,
        order_id,
        sku,
        '' as asin,
        refunded_on,
        case when is_settlement_larger then greatest(settled - by_seller, 0) else by_amazon end as units,
        case when not is_settlement_larger and is_sheet_priced then sheet_money else settled_money end as money,
        case when not is_settlement_larger and is_sheet_priced then by_amazon else settled end as money_units,
        case
            when is_settlement_larger then settled_currency
            when is_sheet_priced or coalesce(settled, 0) = 0 then sheet_currency
            else settled_currency
        end as currency,
        '' as reason_code,
        question
    from judged
    union all
    select
        'replacement' as kind,
        coalesce(order_family.family_id, told_best.original_order_id) as order_id,
        told_best.sku,
        min(told_best.asin) as asin,
        told_best.shipped_on as refunded_on,
        cast(sum(told_best.quantity) as integer) as units,
        cast(null as bigint) as money,
        cast(null as integer) as money_units,
        '' as currency,
        min(told_best.reason_code) as reason_code,
        '' as question
    from told_best
    left join order_family on order_family.order_id = told_best.original_order_id
    where told_best.download_id = told_best.best_id or told_best.replacement_order_id = ''
    group by
        coalesce(order_family.family_id, told_best.original_order_id), told_best.sku, told_best.shipped_on
),
item_on_sheet as (
    select
        order_id,
        sku,
        min(case when fnsku <> '' then fnsku end) as fnsku,
        min(case when asin <> '' then asin end) as asin
    from sheet_refund
    group by order_id, sku
),
sku_product as (
    select sku, min(product) as product
    from product_sku
    where has_ledger_row
    group by sku
    having count(*) = 1
),
named as (
    select
        counted.*,
        coalesce(item_on_sheet.fnsku, sku_product.product, '') as fnsku,
        coalesce(item_on_sheet.asin, counted.asin) as own_asin,
        coalesce(nullif(counted.currency, ''), order_currency.currency, account_setting.home_currency) as own_currency,
        account_setting.home_region
    from counted
    cross join account_setting
    left join item_on_sheet on item_on_sheet.order_id = counted.order_id and item_on_sheet.sku = counted.sku
    left join sku_product on sku_product.sku = counted.sku
    left join order_currency on order_currency.order_id = counted.order_id and order_currency.sku = counted.sku
    left join sold_elsewhere on sold_elsewhere.order_id = counted.order_id
    where counted.units > 0 and sold_elsewhere.order_id is null
)
select
    row_number() over (
        order by named.refunded_on, named.order_id, named.sku, named.kind, named.own_currency
    ) as refund_no,
    named.kind,
    named.order_id,
    named.sku,
    named.fnsku,
    coalesce(nullif(named.fnsku, ''), named.sku) as product,
    named.own_asin as asin,
    named.refunded_on,
    named.units,
    named.money,
    named.money_units,
    named.own_currency as currency,
    case when coalesce(currency.region, '') = '' then named.home_region else currency.region end as region,
    named.reason_code,
    named.question,
    lower(named.sku) like 'amzn.gr.%' or lower(named.sku) like 'amazon.found.%' as is_no_claim_sku
from named
left join currency on currency.currency = named.own_currency
