-- Adjustments and payment lines that an id names and that are neither a loss nor cover.
--
-- grain:   kind, event_date, file_name, line
-- inputs:  adjustment, payment, loss, cover, download, reason_code, records
-- params:  id
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
order by event_date, kind, file_name, line
