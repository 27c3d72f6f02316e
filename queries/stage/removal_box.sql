-- Lines of removal shipments that went back to the seller, with what his warehouse says arrived.
--
-- A line without a type takes the type of its order. Receipts belong to the box of their order, tracking number and FNSKU;
-- a receipt without a tracking number only where the order sent that FNSKU in one box. What arrived in a box that has
-- several lines is counted to them in their order.
--
-- grain:   box_no
-- inputs:  removal_shipment, removal_order, removal_receipt, account_setting
-- params:  as_of
-- outputs: box_no, order_id, tracking_number, tracking_key, carrier, shipped_on, sku, fnsku, product, disposition, region,
--          shipped_units, received_units, is_answered, is_anything_received, received_on, occurrence, is_no_claim_sku,
--          download_id, line
with typed_order as (
    select order_id, max(lower(order_type)) as order_type
    from removal_order
    where order_type <> ''
    group by order_id
    having count(distinct lower(order_type)) = 1
),
sent as (
    select
        removal_shipment.order_id,
        removal_shipment.tracking_number,
        regexp_replace(upper(removal_shipment.tracking_number), '[^0-9A-Z]', '', 'g') as tracking_key,
        removal_shipment.carrier,
        removal_shipment.shipped_on,
        removal_shipment.sku,
        removal_shipment.fnsku,
        case when removal_shipment.fnsku <> '' then removal_shipment.fnsku else removal_shipment.sku end as product,
        removal_shipment.disposition,
        removal_shipment.shipped_quantity as shipped_units,
        removal_shipment.download_id,
        removal_shipment.line
    from removal_shipment
    left join typed_order on typed_order.order_id = removal_shipment.order_id
    where lower(coalesce(nullif(removal_shipment.order_type, ''), typed_order.order_type, '')) = 'return'
        and removal_shipment.shipped_quantity > 0
        and removal_shipment.shipped_on <= $as_of
),
numbered as (
    select
        sent.*,
        row_number() over (
            order by shipped_on, order_id, tracking_key, product, sku, disposition, shipped_units, download_id, line
        ) as box_no,
        row_number() over (
            partition by order_id, shipped_on, sku, fnsku, disposition, tracking_key, shipped_units
            order by download_id, line
        ) as occurrence
    from sent
),
sole_box as (
    select order_id, product, max(tracking_key) as tracking_key
    from sent
    group by order_id, product
    having count(distinct tracking_key) = 1
),
answer as (
    select
        removal_receipt.order_id,
        case
            when removal_receipt.tracking_number = '' then sole_box.tracking_key
            else regexp_replace(upper(removal_receipt.tracking_number), '[^0-9A-Z]', '', 'g')
        end as tracking_key,
        removal_receipt.fnsku as product,
        removal_receipt.quantity_received as units,
        removal_receipt.received_on
    from removal_receipt
    left join sole_box
        on sole_box.order_id = removal_receipt.order_id
        and sole_box.product = removal_receipt.fnsku
    where removal_receipt.quantity_received is not null
        and coalesce(removal_receipt.received_on, cast('0001-01-01' as date)) <= $as_of
),
answered as (
    select
        order_id,
        tracking_key,
        product,
        cast(sum(units) as integer) as units,
        max(received_on) as received_on
    from answer
    where tracking_key is not null
    group by order_id, tracking_key, product
),
laid as (
    select
        numbered.*,
        answered.units as answered_units,
        answered.received_on,
        coalesce(
            sum(numbered.shipped_units) over (
                partition by numbered.order_id, numbered.tracking_key, numbered.product
                order by numbered.box_no
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as units_before
    from numbered
    left join answered
        on answered.order_id = numbered.order_id
        and answered.tracking_key = numbered.tracking_key
        and answered.product = numbered.product
)
select
    laid.box_no,
    laid.order_id,
    laid.tracking_number,
    laid.tracking_key,
    laid.carrier,
    laid.shipped_on,
    laid.sku,
    laid.fnsku,
    laid.product,
    laid.disposition,
    account_setting.home_region as region,
    laid.shipped_units,
    cast(
        least(laid.shipped_units, greatest(coalesce(laid.answered_units, 0) - laid.units_before, 0)) as integer
    ) as received_units,
    laid.answered_units is not null as is_answered,
    coalesce(laid.answered_units, 0) > 0 as is_anything_received,
    laid.received_on,
    laid.occurrence,
    lower(laid.sku) like 'amzn.gr.%' or lower(laid.sku) like 'amazon.found.%' as is_no_claim_sku,
    laid.download_id,
    laid.line
from laid
cross join account_setting
