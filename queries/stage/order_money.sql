-- Lines of settlements that refund an order or charge the customer again for it: the product's price only (Principal), on
-- units that Amazon fulfils, of orders on Amazon.
--
-- grain:   money_no
-- inputs:  settlement_line, order_family, order_line
-- params:  as_of
-- outputs: money_no, order_id, sku, posted_on, kind, money, currency, download_id, line
with folded as (
    select
        coalesce(order_family.family_id, settlement_line.order_id) as order_id,
        settlement_line.sku,
        settlement_line.posted_on,
        regexp_replace(lower(settlement_line.transaction_type), '[^a-z]', '', 'g') as type_key,
        settlement_line.amount,
        settlement_line.currency,
        settlement_line.download_id,
        settlement_line.line
    from settlement_line
    left join order_family on order_family.order_id = settlement_line.order_id
    where settlement_line.transaction_type not in ('Order', 'other-transaction', '')
        and lower(settlement_line.amount_description) = 'principal'
        and settlement_line.order_id <> ''
        and upper(settlement_line.fulfillment_id) = 'AFN'
        and lower(settlement_line.marketplace_name) <> 'non-amazon'
        and settlement_line.posted_on <= $as_of
),
outside as (
    select order_id
    from order_line
    where lower(sales_channel) = 'non-amazon'
    group by order_id
),
sorted_out as (
    select
        folded.order_id,
        folded.sku,
        folded.posted_on,
        case
            when folded.type_key = 'refund' then 'refund'
            when folded.type_key in ('orderretrocharge', 'retrocharge') then 'retrocharge'
            when folded.type_key like 'atoz%refund' or folded.type_key like 'chargeback%refund' then 'guarantee'
        end as kind,
        folded.amount,
        folded.currency,
        folded.download_id,
        folded.line
    from folded
    left join outside on outside.order_id = folded.order_id
    where outside.order_id is null
)
select
    row_number() over (order by posted_on, order_id, sku, kind, currency, download_id, line) as money_no,
    order_id,
    sku,
    posted_on,
    kind,
    cast(case when kind = 'retrocharge' then amount else -amount end as decimal(18, 4)) as money,
    currency,
    download_id,
    line
from sorted_out
where kind is not null and amount is not null
