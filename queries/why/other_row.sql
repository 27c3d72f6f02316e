-- Adjustments, payment lines, boxes of removals, refunds and shipment lines that an id names and that are neither a loss
-- nor cover, and the Receipts of the ledger that bear a shipment's id.
--
-- grain:   kind, event_date, file_name, line
-- inputs:  adjustment, payment, removal_box, order_money, refund, inbound_line, ledger_evidence, loss, cover, download,
--          reason_code, records
-- params:  id, as_of
-- outputs: kind, event_date, reference_id, reason, meaning, sku, fnsku, place, disposition, quantity, file_name, line, why
select
    'adjustment' as kind,
    adjustment.event_date,
    adjustment.reference_id,
    adjustment.reason,
    coalesce(reason_code.meaning, 'unknown code') as meaning,
    adjustment.sku,
    adjustment.fnsku,
    adjustment.fulfillment_center as place,
    adjustment.disposition,
    adjustment.quantity,
    coalesce(download.file_name, '') as file_name,
    adjustment.line,
    case
        when adjustment.is_no_claim_sku then 'no claim is made for this SKU'
        when adjustment.event_date < records.records_begin then 'before our records begin'
        else 'neither a loss nor cover'
    end as why
from adjustment
cross join records
left join reason_code on reason_code.code = adjustment.reason
left join download on download.download_id = adjustment.download_id
left join loss on loss.source = 'adjustment' and loss.source_no = adjustment.adjustment_no
left join cover on cover.source in ('found', 'graded_back') and cover.source_no = adjustment.adjustment_no
where $id in (adjustment.reference_id, adjustment.product, adjustment.fnsku, adjustment.sku)
    and loss.loss_no is null
    and cover.cover_no is null
union all
select
    'payment' as kind,
    payment.approved_on as event_date,
    payment.reimbursement_id as reference_id,
    payment.reason,
    case when payment.is_reversal then 'reversal' else 'payment' end as meaning,
    payment.sku,
    payment.fnsku,
    '' as place,
    payment.condition as disposition,
    payment.units as quantity,
    coalesce(download.file_name, '') as file_name,
    payment.line,
    case
        when payment.approved_on < records.records_begin and payment.is_reversal then 'before our records begin'
        when payment.order_id <> '' then 'belongs to an order'
        when payment.is_reversal then 'takes no unit'
        else 'tops up another line, or pays for no unit'
    end as why
from payment
cross join records
left join download on download.download_id = payment.download_id
left join loss on loss.source = 'payment' and loss.source_no = payment.payment_no
left join cover on cover.source = 'reimbursement' and cover.source_no = payment.payment_no
where $id in (
    payment.reimbursement_id, payment.order_id, payment.case_id, payment.product, payment.fnsku, payment.sku,
    payment.original_reimbursement_id
)
    and loss.loss_no is null
    and cover.cover_no is null
union all
select
    'box' as kind,
    removal_box.shipped_on as event_date,
    removal_box.order_id as reference_id,
    removal_box.tracking_number as reason,
    removal_box.carrier as meaning,
    removal_box.sku,
    removal_box.fnsku,
    '' as place,
    removal_box.disposition,
    removal_box.shipped_units as quantity,
    coalesce(download.file_name, '') as file_name,
    removal_box.line,
    case
        when removal_box.is_no_claim_sku then 'no claim is made for this SKU'
        when removal_box.received_units >= removal_box.shipped_units then 'it came whole'
        when removal_box.shipped_on < records.records_begin then 'before our records begin'
        else 'neither a loss nor cover'
    end as why
from removal_box
cross join records
left join download on download.download_id = removal_box.download_id
left join loss on loss.source = 'removal' and loss.source_no = removal_box.box_no
where $id in (removal_box.order_id, removal_box.tracking_number, removal_box.fnsku, removal_box.sku)
    and loss.loss_no is null
union all
select
    'refund' as kind,
    order_money.posted_on as event_date,
    order_money.order_id as reference_id,
    order_money.kind as reason,
    concat(order_money.currency, ' ', cast(order_money.money as varchar)) as meaning,
    order_money.sku,
    '' as fnsku,
    '' as place,
    '' as disposition,
    0 as quantity,
    coalesce(download.file_name, '') as file_name,
    order_money.line,
    'less than the price of a unit, or counted in another source' as why
from order_money
left join download on download.download_id = order_money.download_id
left join refund
    on refund.kind = order_money.kind
    and refund.order_id = order_money.order_id
    and refund.sku = order_money.sku
    and refund.refunded_on = order_money.posted_on
    and refund.currency = order_money.currency
where $id in (order_money.order_id, order_money.sku)
    and order_money.kind in ('refund', 'guarantee')
    and refund.refund_no is null
union all
select
    'shipment line' as kind,
    coalesce(inbound_line.delivered_on, inbound_line.closed_on, inbound_line.shipped_on) as event_date,
    inbound_line.shipment_id as reference_id,
    inbound_line.status as reason,
    concat(
        'sent ', coalesce(cast(inbound_line.quantity_shipped as varchar), 'unknown'),
        ', received ', coalesce(cast(inbound_line.received_units as varchar), 'unknown')
    ) as meaning,
    inbound_line.sku,
    inbound_line.fnsku,
    inbound_line.destination_fc as place,
    '' as disposition,
    inbound_line.lost_units as quantity,
    coalesce(download.file_name, '') as file_name,
    inbound_line.line,
    case
        when inbound_line.received_units is null then 'nobody states what was received'
        when not inbound_line.is_closed then 'still receiving, as far as we know'
        when inbound_line.lost_units = 0 then 'nothing is missing'
        when inbound_line.is_no_claim_sku then 'no claim is made for this SKU'
        when inbound_line.match_date < records.records_begin then 'before our records begin'
        else 'neither a loss nor cover'
    end as why
from inbound_line
cross join records
left join download on download.download_id = inbound_line.download_id
left join loss on loss.source = 'shipment_line' and loss.source_no = inbound_line.line_no
left join cover on cover.source = 'overage' and cover.source_no = inbound_line.line_no
where $id in (inbound_line.shipment_id, inbound_line.product, inbound_line.fnsku, inbound_line.sku)
    and inbound_line.line is not null
    and loss.loss_no is null
    and cover.cover_no is null
union all
select
    'receipt' as kind,
    ledger_evidence.event_date,
    ledger_evidence.reference_id,
    '' as reason,
    case when ledger_evidence.quantity < 0 then 'corrected downwards' else 'received' end as meaning,
    ledger_evidence.msku as sku,
    ledger_evidence.fnsku,
    ledger_evidence.fulfillment_center as place,
    ledger_evidence.disposition,
    ledger_evidence.quantity,
    coalesce(download.file_name, '') as file_name,
    ledger_evidence.line,
    'counted as received of the shipment' as why
from ledger_evidence
left join download on download.download_id = ledger_evidence.download_id
where ledger_evidence.event_type = 'Receipts'
    and ledger_evidence.event_date <= $as_of
    and $id = ledger_evidence.reference_id
    and ledger_evidence.reference_id in (select inbound_line.shipment_id from inbound_line)
order by event_date, kind, file_name, line
