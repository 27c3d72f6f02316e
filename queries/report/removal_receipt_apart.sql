-- Receipts of removals that fit no box, and boxes of which more arrived than was sent: no unit of theirs is counted further.
--
-- shipped_units is empty where no box of the order has that tracking number and FNSKU.
--
-- grain:   order_id, tracking_key, fnsku
-- inputs:  removal_receipt, removal_box
-- params:  as_of
-- outputs: order_id, tracking_key, fnsku, received_units, shipped_units
with box as (
    select order_id, tracking_key, product, sum(shipped_units)::integer as units
    from removal_box
    group by order_id, tracking_key, product
),
sole as (
    select order_id, product, max(tracking_key) as tracking_key
    from box
    group by order_id, product
    having count(*) = 1
),
received as (
    select
        removal_receipt.order_id,
        case
            when removal_receipt.tracking_number = '' then coalesce(sole.tracking_key, '')
            else regexp_replace(upper(removal_receipt.tracking_number), '[^0-9A-Z]', '', 'g')
        end as tracking_key,
        removal_receipt.fnsku,
        removal_receipt.quantity_received as units
    from removal_receipt
    left join sole on sole.order_id = removal_receipt.order_id and sole.product = removal_receipt.fnsku
    where removal_receipt.quantity_received is not null
        and coalesce(removal_receipt.received_on, date '0001-01-01') <= $as_of::date
),
added as (
    select order_id, tracking_key, fnsku, sum(units)::integer as units
    from received
    group by order_id, tracking_key, fnsku
)
select
    added.order_id,
    added.tracking_key,
    added.fnsku,
    added.units as received_units,
    box.units as shipped_units
from added
left join box
    on box.order_id = added.order_id
    and box.tracking_key = added.tracking_key
    and box.product = added.fnsku
where box.units is null or added.units > box.units
order by added.order_id, added.tracking_key, added.fnsku
