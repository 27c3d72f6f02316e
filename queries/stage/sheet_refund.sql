-- The seller's sheet of refunds, per order, SKU and day: units that Amazon refunded, with their amount, and his own.
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
group by
    coalesce(order_family.family_id, customer_refund.order_id), customer_refund.sku, customer_refund.refunded_on
