-- Units that customers sent back, up to the as-of date, under the order they belong to.
--
-- grain:   return_no
-- inputs:  customer_return, order_family
-- params:  as_of
-- outputs: return_no, order_id, sku, fnsku, product, asin, title, returned_on, returned_at, units, fulfillment_center, disposition, status,
--          license_plate, download_id, line
select
    row_number() over (
        order by customer_return.returned_on, customer_return.order_id, customer_return.sku, customer_return.disposition,
            customer_return.license_plate, customer_return.download_id, customer_return.line
    ) as return_no,
    coalesce(order_family.family_id, customer_return.order_id) as order_id,
    customer_return.sku,
    customer_return.fnsku,
    case when customer_return.fnsku <> '' then customer_return.fnsku else customer_return.sku end as product,
    customer_return.asin,
    customer_return.product_name as title,
    customer_return.returned_on,
    customer_return.returned_at,
    customer_return.quantity as units,
    customer_return.fulfillment_center,
    upper(customer_return.disposition) as disposition,
    customer_return.status,
    customer_return.license_plate,
    customer_return.download_id,
    customer_return.line
from customer_return
left join order_family on order_family.order_id = customer_return.order_id
where customer_return.returned_on <= $as_of and customer_return.quantity > 0
