-- The rows that losses of removals and of customers' orders rest on, by their place in a file, with the number that the loss
-- has in this run; empty where the row is no loss any more.
--
-- grain:   source, download_id, line, source_no
-- inputs:  removal_box, refund, order_money, customer_refund, replacement, order_family, returned, damaged_return
-- params:  none
-- outputs: source, download_id, line, source_no, order_id, sku, fnsku, event_date, is_no_claim_sku
with refunded as (
    select
        order_money.download_id,
        order_money.line,
        order_money.kind,
        order_money.order_id,
        order_money.sku,
        order_money.posted_on as refunded_on,
        order_money.currency
    from order_money
    where order_money.kind in ('refund', 'guarantee')
    union all
    select
        customer_refund.download_id,
        customer_refund.line,
        'refund' as kind,
        coalesce(order_family.family_id, customer_refund.order_id) as order_id,
        customer_refund.sku,
        customer_refund.refunded_on,
        upper(customer_refund.currency) as currency
    from customer_refund
    left join order_family on order_family.order_id = customer_refund.order_id
    where lower(customer_refund.initiated_by) = 'amazon'
    union all
    select
        replacement.download_id,
        replacement.line,
        'replacement' as kind,
        coalesce(order_family.family_id, replacement.original_order_id) as order_id,
        replacement.sku,
        replacement.shipped_on as refunded_on,
        '' as currency
    from replacement
    left join order_family on order_family.order_id = replacement.original_order_id
)
select
    'removal' as source,
    removal_box.download_id,
    removal_box.line,
    removal_box.box_no as source_no,
    removal_box.order_id,
    removal_box.sku,
    removal_box.fnsku,
    case when removal_box.is_anything_received then removal_box.received_on else removal_box.shipped_on end as event_date,
    removal_box.is_no_claim_sku
from removal_box
union all
select
    'refund' as source,
    refunded.download_id,
    refunded.line,
    refund.refund_no as source_no,
    refunded.order_id,
    refunded.sku,
    coalesce(refund.fnsku, '') as fnsku,
    refunded.refunded_on as event_date,
    coalesce(refund.is_no_claim_sku, false) as is_no_claim_sku
from refunded
left join refund
    on refund.kind = refunded.kind
    and refund.order_id = refunded.order_id
    and refund.sku = refunded.sku
    and refund.refunded_on = refunded.refunded_on
    and (refunded.currency = '' or refund.currency = refunded.currency)
union all
select
    'return' as source,
    returned.download_id,
    returned.line,
    damaged_return.event_no as source_no,
    returned.order_id,
    returned.sku,
    returned.fnsku,
    returned.returned_on as event_date,
    coalesce(damaged_return.is_no_claim_sku, false) as is_no_claim_sku
from returned
left join damaged_return
    on damaged_return.order_id = returned.order_id
    and damaged_return.sku = returned.sku
    and damaged_return.returned_on = returned.returned_on
    and damaged_return.disposition = returned.disposition
where returned.disposition in ('CARRIER_DAMAGED', 'DAMAGED')
