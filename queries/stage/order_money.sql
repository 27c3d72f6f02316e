-- Lines of settlements that refund an order or charge the customer again for it: the product's price only (ItemPrice,
-- Principal; a Promotion called Principal is a discount). A refund counts on units that Amazon sent; refunds of a day that
-- come to less than nothing take an earlier refund back, which charges the customer again.
--
-- grain:   money_no
-- inputs:  settlement_line, order_family
-- params:  as_of
-- outputs: money_no, order_id, sku, posted_on, kind, money, currency, download_id, line
with folded as (
    select
        coalesce(order_family.family_id, settlement_line.order_id) as order_id,
        settlement_line.sku,
        settlement_line.posted_on,
        regexp_replace(lower(settlement_line.transaction_type), '[^a-z]', '', 'g') as type_key,
        upper(trim(settlement_line.fulfillment_id)) = 'AFN' as is_sent_by_amazon,
        settlement_line.amount,
        settlement_line.currency,
        settlement_line.download_id,
        settlement_line.line
    from settlement_line
    left join order_family on order_family.order_id = settlement_line.order_id
    where settlement_line.transaction_type not in ('Order', 'other-transaction', '')
        and lower(settlement_line.amount_type) = 'itemprice'
        and lower(settlement_line.amount_description) = 'principal'
        and settlement_line.order_id <> ''
        and settlement_line.amount is not null
        and settlement_line.posted_on <= $as_of
),
sorted_out as (
    select
        order_id,
        sku,
        posted_on,
        case
            when type_key = 'orderretrocharge' then 'retrocharge'
            when not is_sent_by_amazon then ''
            when type_key = 'refund' then 'refund'
            when type_key like '%refund%' and (type_key like '%atoz%' or type_key like '%chargeback%') then 'guarantee'
            else ''
        end as kind,
        amount,
        currency,
        download_id,
        line
    from folded
),
netted as (
    select
        order_id,
        sku,
        posted_on,
        case
            when kind in ('refund', 'guarantee')
                and sum(amount) over (
                    partition by order_id, sku, posted_on, currency, case when kind = 'retrocharge' then 1 else 0 end
                ) > 0
                then 'retrocharge'
            else kind
        end as kind,
        amount,
        currency,
        download_id,
        line
    from sorted_out
    where kind <> ''
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
from netted
