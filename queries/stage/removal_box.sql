-- Lines of removal shipments that went back to the seller, with what his warehouse says arrived.
--
-- A line that an earlier download told without its tracking number, or on a neighbouring day (another time zone) with the
-- same one, is the same box. A line without a type takes the type of its order; where nothing tells it, it is taken for a return and is a question.
-- Receipts belong to the box of their order, tracking number and FNSKU;
-- a receipt without a tracking number only where the order sent that FNSKU in one box. What arrived in a box that has
-- several lines is counted to them in their order. Where receipts name a box that we do not know, or more units than a box
-- held, units of the same order and FNSKU may have come in it (is_perhaps_elsewhere).
--
-- grain:   box_no
-- inputs:  removal_shipment, removal_order, removal_receipt, account_setting
-- params:  as_of
-- outputs: box_no, order_id, tracking_number, tracking_key, carrier, shipped_on, sku, fnsku, product, disposition, region,
--          shipped_units, received_units, is_answered, is_anything_received, received_on, is_type_known, is_perhaps_elsewhere, occurrence,
--          is_no_claim_sku, download_id, line
with typed_order as (
    select order_id, max(lower(order_type)) as order_type
    from removal_order
    where order_type <> '' and requested_on <= $as_of
    group by order_id
    having count(distinct lower(order_type)) = 1
),
told_again as (
    select removal_shipment.download_id, removal_shipment.line
    from removal_shipment
    join removal_shipment as other
        on other.order_id = removal_shipment.order_id
        and other.sku = removal_shipment.sku
        and other.fnsku = removal_shipment.fnsku
        and other.disposition = removal_shipment.disposition
        and other.shipped_quantity = removal_shipment.shipped_quantity
        and other.download_id <> removal_shipment.download_id
        and abs(datediff('day', removal_shipment.shipped_on, other.shipped_on)) <= 1
    where other.shipped_on <= $as_of
        and other.tracking_number <> ''
        and (
            removal_shipment.tracking_number = ''
            or (
                removal_shipment.tracking_number = other.tracking_number
                and removal_shipment.shipped_on <> other.shipped_on
                and removal_shipment.download_id < other.download_id
            )
        )
    group by removal_shipment.download_id, removal_shipment.line
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
        removal_shipment.order_type <> '' or typed_order.order_type is not null as is_type_known,
        lower(coalesce(nullif(removal_shipment.order_type, ''), typed_order.order_type, 'return')) as order_type,
        removal_shipment.download_id,
        removal_shipment.line
    from removal_shipment
    left join typed_order on typed_order.order_id = removal_shipment.order_id
    left join told_again
        on told_again.download_id = removal_shipment.download_id
        and told_again.line = removal_shipment.line
    where removal_shipment.shipped_quantity > 0
        and removal_shipment.shipped_on <= $as_of
        and told_again.line is null
),
numbered as (
    select
        sent.*,
        row_number() over (
            order by shipped_on, order_id, sku, product, tracking_key, disposition, shipped_units desc, download_id, line
        ) as row_no,
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
        max(case when units > 0 then received_on end) as received_on
    from answer
    where tracking_key is not null
    group by order_id, tracking_key, product
),
held as (
    select order_id, tracking_key, product, sum(shipped_units) as units
    from sent
    group by order_id, tracking_key, product
),
elsewhere as (
    select answer.order_id, answer.product
    from answer
    left join held
        on held.order_id = answer.order_id
        and held.tracking_key = answer.tracking_key
        and held.product = answer.product
    group by answer.order_id, answer.product, answer.tracking_key
    having sum(answer.units) > coalesce(max(held.units), 0)
),
elsewhere_order as (
    select order_id, product
    from elsewhere
    group by order_id, product
),
laid as (
    select
        numbered.*,
        answered.units as answered_units,
        answered.received_on,
        coalesce(
            sum(numbered.shipped_units) over (
                partition by numbered.order_id, numbered.tracking_key, numbered.product
                order by numbered.row_no
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
    row_number() over (
        order by laid.shipped_on, laid.order_id, laid.sku, laid.product, laid.tracking_key, laid.disposition,
            laid.shipped_units - least(laid.shipped_units, greatest(coalesce(laid.answered_units, 0) - laid.units_before, 0))
            desc,
            laid.row_no
    ) as box_no,
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
    laid.is_type_known,
    elsewhere_order.order_id is not null as is_perhaps_elsewhere,
    laid.occurrence,
    lower(laid.sku) like 'amzn.gr.%' or lower(laid.sku) like 'amazon.found.%' as is_no_claim_sku,
    laid.download_id,
    laid.line
from laid
cross join account_setting
left join elsewhere_order on elsewhere_order.order_id = laid.order_id and elsewhere_order.product = laid.product
where laid.order_type = 'return'
