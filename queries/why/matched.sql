-- Which cover row went to which loss row, in the order it was used, with file and line of both.
--
-- grain:   pass, loss_no, cover_no
-- inputs:  matched, loss, cover, adjustment, payment, download
-- params:  loss_nos, cover_nos
-- outputs: pass, loss_no, cover_no, units, source, part, event_date, reference_id, reason, currency, amount, file_name,
--          line, loss_type, loss_date, loss_reference_id
select
    matched.pass,
    matched.loss_no,
    matched.cover_no,
    matched.units,
    cover.source,
    cover.part,
    cover.event_date,
    coalesce(adjustment.reference_id, payment.reimbursement_id) as reference_id,
    coalesce(adjustment.reason, payment.reason) as reason,
    coalesce(payment.currency, '') as currency,
    payment.amount_total as amount,
    coalesce(download.file_name, '') as file_name,
    coalesce(adjustment.line, payment.line) as line,
    loss.claim_type as loss_type,
    loss.event_date as loss_date,
    coalesce(lost.reference_id, reversed.reimbursement_id) as loss_reference_id
from matched
join loss on loss.loss_no = matched.loss_no
join cover on cover.cover_no = matched.cover_no
left join adjustment on cover.source in ('found', 'graded_back') and adjustment.adjustment_no = cover.source_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join adjustment as lost on loss.source = 'adjustment' and lost.adjustment_no = loss.source_no
left join payment as reversed on loss.source = 'payment' and reversed.payment_no = loss.source_no
left join download on download.download_id = coalesce(adjustment.download_id, payment.download_id)
where matched.loss_no in (select unnest(cast($loss_nos as bigint[])))
    or matched.cover_no in (select unnest(cast($cover_nos as bigint[])))
order by matched.pass, matched.loss_no, matched.cover_no
