-- Every cover row that an id names, with what is left of it.
--
-- grain:   cover_no
-- inputs:  cover, adjustment, payment, returned, retrocharge, order_money, order_family, inbound_line,
--          download, matched
-- params:  id
-- outputs: cover_no, source, part, event_date, reference_id, reason, sku, fnsku, place, units, unmatched_units, currency,
--          amount, file_name, line
with charge as (
    select
        retrocharge.retrocharge_no,
        retrocharge.order_id,
        retrocharge.sku,
        retrocharge.currency,
        cast(retrocharge.money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)) as amount,
        min_by(order_money.download_id, order_money.money_no) as download_id,
        min_by(order_money.line, order_money.money_no) as line
    from retrocharge
    join order_money
        on order_money.kind = 'retrocharge'
        and order_money.order_id = retrocharge.order_id
        and order_money.sku = retrocharge.sku
        and order_money.posted_on = retrocharge.charged_on
        and order_money.currency = retrocharge.currency
    group by retrocharge.retrocharge_no, retrocharge.order_id, retrocharge.sku, retrocharge.currency, retrocharge.money
),
used as (
    select cover_no, cast(sum(units) as integer) as units
    from matched
    where cover_no is not null
    group by cover_no
)
select
    cover.cover_no,
    cover.source,
    cover.part,
    cover.event_date,
    coalesce(adjustment.reference_id, payment.reimbursement_id, returned.order_id, charge.order_id, inbound_line.shipment_id) as reference_id,
    coalesce(adjustment.reason, payment.reason, returned.disposition, '') as reason,
    coalesce(adjustment.sku, payment.sku, returned.sku, charge.sku, inbound_line.sku) as sku,
    cover.product as fnsku,
    coalesce(adjustment.fulfillment_center, returned.fulfillment_center, inbound_line.destination_fc, '') as place,
    cover.units,
    cover.units - coalesce(used.units, 0) as unmatched_units,
    coalesce(payment.currency, charge.currency, '') as currency,
    coalesce(payment.amount_total, charge.amount) as amount,
    coalesce(download.file_name, '') as file_name,
    coalesce(adjustment.line, payment.line, returned.line, charge.line, inbound_line.line) as line
from cover
left join used on used.cover_no = cover.cover_no
left join adjustment on cover.source in ('found', 'graded_back') and adjustment.adjustment_no = cover.source_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join order_family on order_family.order_id = payment.order_id
left join returned on cover.source = 'return' and returned.return_no = cover.source_no
left join charge on cover.source = 'retrocharge' and charge.retrocharge_no = cover.source_no
left join inbound_line on cover.source = 'overage' and inbound_line.line_no = cover.source_no
left join download
    on download.download_id
    = coalesce(
        adjustment.download_id, payment.download_id, returned.download_id, charge.download_id, inbound_line.download_id
    )
where $id in (
    cover.product, adjustment.reference_id, adjustment.sku, payment.reimbursement_id, payment.sku, payment.order_id,
    payment.case_id, order_family.family_id, returned.order_id, returned.sku, returned.license_plate, charge.order_id,
    charge.sku, inbound_line.shipment_id, inbound_line.sku
)
order by cover.event_date, cover.cover_no
