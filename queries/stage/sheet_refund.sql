-- The seller's sheet of refunds, per order, SKU and day: units that Amazon refunded, with their amount, and his own.
--
-- A sheet is kept up by hand: a row that a sheet of another day tells again, with cells filled that were blank, is the same
-- refund and counts once.
--
-- grain:   order_id, sku, refunded_on
-- inputs:  customer_refund, order_family
-- params:  as_of
-- outputs: order_id, sku, refunded_on, by_amazon, by_seller, money, currency, fnsku, asin
select
    coalesce(order_family.family_id, customer_refund.order_id) as order_id,
    customer_refund.sku,
    customer_refund.refunded_on,
    cast(sum(
        case when lower(trim(customer_refund.initiated_by)) <> 'seller' then greatest(customer_refund.quantity, 0) else 0 end
    ) as integer) as by_amazon,
    cast(sum(
        case when lower(trim(customer_refund.initiated_by)) = 'seller' then greatest(customer_refund.quantity, 0) else 0 end
    ) as integer) as by_seller,
    case
        when count(
            case
                when lower(trim(customer_refund.initiated_by)) <> 'seller' and customer_refund.amount is null then 1
            end
        ) = 0
            then cast(sum(
                case when lower(trim(customer_refund.initiated_by)) <> 'seller' then customer_refund.amount else 0 end
            ) * 10000 as bigint)
    end as money,
    coalesce(min(case when customer_refund.currency <> '' then upper(customer_refund.currency) end), '') as currency,
    coalesce(min(case when customer_refund.fnsku <> '' then customer_refund.fnsku end), '') as fnsku,
    coalesce(min(case when customer_refund.asin <> '' then customer_refund.asin end), '') as asin
from customer_refund
left join order_family on order_family.order_id = customer_refund.order_id
where customer_refund.refunded_on <= $as_of
    and not exists (
        select 1
        from customer_refund as fuller
        where fuller.order_id = customer_refund.order_id
            and fuller.sku = customer_refund.sku
            and fuller.refunded_on = customer_refund.refunded_on
            and fuller.quantity = customer_refund.quantity
            and lower(trim(fuller.initiated_by)) = lower(trim(customer_refund.initiated_by))
            and fuller.download_id <> customer_refund.download_id
            and customer_refund.fnsku in ('', fuller.fnsku)
            and customer_refund.asin in ('', fuller.asin)
            and upper(customer_refund.currency) in ('', upper(fuller.currency))
            and (customer_refund.amount is null or customer_refund.amount = fuller.amount)
            and (
                customer_refund.fnsku <> fuller.fnsku
                or customer_refund.asin <> fuller.asin
                or upper(customer_refund.currency) <> upper(fuller.currency)
                or (customer_refund.amount is null and fuller.amount is not null)
            )
    )
group by
    coalesce(order_family.family_id, customer_refund.order_id), customer_refund.sku, customer_refund.refunded_on
