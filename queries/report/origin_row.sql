-- The rows of reports and sheets that each of the claims on a removal or on a customer's order rests on, in order of date.
--
-- kind: removal_order, removal_shipment, removal_receipt; settlement, customer_refund, replacement (the refund); and
-- customer_return (the damaged return). Of each claim the first row_limit rows; row_count says how many there are.
--
-- grain:   claim_id, kind, file_name, line
-- inputs:  claim, open_loss, removal_box, removal_order, removal_receipt, refund, damaged_return, order_family, order_money,
--          customer_refund, replacement, returned, currency, download
-- params:  claim_ids, as_of, row_limit
-- outputs: claim_id, kind, event_date, row_id, detail, units, currency, minor_digits, amount, file_name, line, row_count
with wanted as (
    select claim.claim_id, open_loss.source, open_loss.source_no
    from claim
    join open_loss on open_loss.loss_no = claim.loss_no
    where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
        and open_loss.source in ('removal', 'refund', 'return')
),
box as (
    select wanted.claim_id, removal_box.*
    from wanted
    join removal_box on wanted.source = 'removal' and removal_box.box_no = wanted.source_no
),
damaged as (
    select wanted.claim_id, damaged_return.*
    from wanted
    join damaged_return on wanted.source = 'return' and damaged_return.event_no = wanted.source_no
),
refunded as (
    select wanted.claim_id, refund.*
    from wanted
    left join damaged_return on wanted.source = 'return' and damaged_return.event_no = wanted.source_no
    join refund
        on refund.refund_no = case when wanted.source = 'return' then damaged_return.refund_no else wanted.source_no end
    where wanted.source in ('refund', 'return')
),
found as (
    select
        box.claim_id,
        'removal_order' as kind,
        1 as place,
        removal_order.requested_on as event_date,
        removal_order.order_id as row_id,
        removal_order.order_status as detail,
        removal_order.requested_quantity as units,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        removal_order.download_id,
        removal_order.line
    from box
    join removal_order
        on removal_order.order_id = box.order_id
        and case when removal_order.fnsku <> '' then removal_order.fnsku else removal_order.sku end = box.product
    union all
    select
        box.claim_id,
        'removal_shipment' as kind,
        2 as place,
        box.shipped_on as event_date,
        box.tracking_number as row_id,
        box.carrier as detail,
        box.shipped_units as units,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        box.download_id,
        box.line
    from box
    union all
    select
        box.claim_id,
        'removal_receipt' as kind,
        3 as place,
        removal_receipt.received_on as event_date,
        removal_receipt.tracking_number as row_id,
        removal_receipt.condition as detail,
        removal_receipt.quantity_received as units,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        removal_receipt.download_id,
        removal_receipt.line
    from box
    join removal_receipt
        on removal_receipt.order_id = box.order_id
        and removal_receipt.fnsku = box.product
        and (
            removal_receipt.tracking_number = ''
            or regexp_replace(upper(removal_receipt.tracking_number), '[^0-9A-Z]', '', 'g') = box.tracking_key
        )
    where box.is_answered
        and removal_receipt.quantity_received is not null
        and coalesce(removal_receipt.received_on, date '0001-01-01') <= $as_of
    union all
    select
        refunded.claim_id,
        'settlement' as kind,
        1 as place,
        order_money.posted_on as event_date,
        refunded.order_id as row_id,
        refunded.sku as detail,
        cast(null as integer) as units,
        order_money.currency,
        order_money.money as amount,
        order_money.download_id,
        order_money.line
    from refunded
    join order_money
        on order_money.kind = refunded.kind
        and order_money.order_id = refunded.order_id
        and order_money.sku = refunded.sku
        and order_money.posted_on = refunded.refunded_on
        and order_money.currency = refunded.currency
    union all
    select
        refunded.claim_id,
        'customer_refund' as kind,
        2 as place,
        customer_refund.refunded_on as event_date,
        refunded.order_id as row_id,
        refunded.sku as detail,
        customer_refund.quantity as units,
        upper(customer_refund.currency) as currency,
        customer_refund.amount,
        customer_refund.download_id,
        customer_refund.line
    from customer_refund
    left join order_family on order_family.order_id = customer_refund.order_id
    join refunded
        on refunded.kind = 'refund'
        and refunded.order_id = coalesce(order_family.family_id, customer_refund.order_id)
        and refunded.sku = customer_refund.sku
        and refunded.refunded_on = customer_refund.refunded_on
    where lower(customer_refund.initiated_by) = 'amazon'
    union all
    select
        refunded.claim_id,
        'replacement' as kind,
        2 as place,
        replacement.shipped_on as event_date,
        replacement.replacement_order_id as row_id,
        replacement.reason_code as detail,
        replacement.quantity as units,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        replacement.download_id,
        replacement.line
    from replacement
    left join order_family on order_family.order_id = replacement.original_order_id
    join refunded
        on refunded.kind = 'replacement'
        and refunded.order_id = coalesce(order_family.family_id, replacement.original_order_id)
        and refunded.sku = replacement.sku
        and refunded.refunded_on = replacement.shipped_on
    union all
    select
        damaged.claim_id,
        'customer_return' as kind,
        3 as place,
        returned.returned_on as event_date,
        returned.license_plate as row_id,
        returned.disposition as detail,
        returned.units,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        returned.download_id,
        returned.line
    from damaged
    join returned
        on returned.order_id = damaged.order_id
        and returned.sku = damaged.sku
        and returned.returned_on = damaged.returned_on
        and returned.disposition = damaged.disposition
        and lower(trim(returned.status)) <> 'reimbursed'
),
numbered as (
    select
        found.*,
        row_number() over (
            partition by claim_id order by place, event_date, kind, download_id, line
        ) as row_no,
        cast(count(*) over (partition by claim_id) as integer) as row_count
    from found
)
select
    numbered.claim_id,
    numbered.kind,
    numbered.event_date,
    numbered.row_id,
    numbered.detail,
    numbered.units,
    numbered.currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    numbered.amount,
    coalesce(download.file_name, '') as file_name,
    numbered.line,
    numbered.row_count
from numbered
left join currency on currency.currency = numbered.currency
left join download on download.download_id = numbered.download_id
where numbered.row_no <= $row_limit
order by numbered.claim_id, numbered.row_no
