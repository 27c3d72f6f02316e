-- Returned units that Amazon or a carrier damaged, per order, SKU and return date, at most as many as Amazon refunded.
--
-- The units of an order and SKU, the oldest returns first, rest on its refunded units, the oldest refunds first; an event
-- stands on the earliest refund that it rests on. Without any refund the event is a question on the day of the return;
-- where only the seller refunded there is none.
--
-- grain:   event_no
-- inputs:  returned, refund, customer_refund, order_family
-- params:  as_of
-- outputs: event_no, order_id, sku, fnsku, product, asin, title, returned_on, refund_no, units, fulfillment_center,
--          disposition, question, is_no_claim_sku
with bad as (
    select
        order_id,
        sku,
        returned_on,
        disposition,
        max(fnsku) as fnsku,
        max(product) as product,
        max(asin) as asin,
        max(title) as title,
        max(fulfillment_center) as fulfillment_center,
        cast(sum(units) as integer) as units
    from returned
    where disposition in ('CARRIER_DAMAGED', 'DAMAGED') and lower(trim(status)) <> 'reimbursed'
    group by order_id, sku, returned_on, disposition
),
by_seller as (
    select coalesce(order_family.family_id, customer_refund.order_id) as order_id, customer_refund.sku
    from customer_refund
    left join order_family on order_family.order_id = customer_refund.order_id
    where lower(customer_refund.initiated_by) = 'seller' and customer_refund.refunded_on <= $as_of
    group by coalesce(order_family.family_id, customer_refund.order_id), customer_refund.sku
),
laid as (
    select
        bad.*,
        coalesce(
            sum(bad.units) over (
                partition by bad.order_id, bad.sku
                order by bad.returned_on, bad.disposition
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as units_before
    from bad
),
given as (
    select
        refund.refund_no,
        refund.order_id,
        refund.sku,
        sum(refund.units) over (
            partition by refund.order_id, refund.sku
            order by refund.refund_no
            rows between unbounded preceding and current row
        ) as upto
    from refund
    where refund.kind <> 'replacement'
),
refunded as (
    select order_id, sku, max(upto) as units
    from given
    group by order_id, sku
),
rested as (
    select
        laid.order_id,
        laid.sku,
        laid.returned_on,
        laid.disposition,
        min(given.refund_no) as refund_no
    from laid
    join given on given.order_id = laid.order_id and given.sku = laid.sku and given.upto > laid.units_before
    group by laid.order_id, laid.sku, laid.returned_on, laid.disposition
)
select
    row_number() over (order by laid.returned_on, laid.order_id, laid.sku, laid.disposition) as event_no,
    laid.order_id,
    laid.sku,
    laid.fnsku,
    laid.product,
    laid.asin,
    laid.title,
    laid.returned_on,
    rested.refund_no,
    cast(
        case
            when refunded.units is null then laid.units
            else least(laid.units, greatest(refunded.units - laid.units_before, 0))
        end as integer
    ) as units,
    laid.fulfillment_center,
    laid.disposition,
    case
        when refunded.units is null then 'refund_unknown'
        else coalesce(refund.question, '')
    end as question,
    lower(laid.sku) like 'amzn.gr.%' or lower(laid.sku) like 'amazon.found.%' as is_no_claim_sku
from laid
left join refunded on refunded.order_id = laid.order_id and refunded.sku = laid.sku
left join rested
    on rested.order_id = laid.order_id
    and rested.sku = laid.sku
    and rested.returned_on = laid.returned_on
    and rested.disposition = laid.disposition
left join refund on refund.refund_no = rested.refund_no
left join by_seller on by_seller.order_id = laid.order_id and by_seller.sku = laid.sku
where (refunded.units is not null or by_seller.order_id is null)
    and (refunded.units is null or refunded.units > laid.units_before)
