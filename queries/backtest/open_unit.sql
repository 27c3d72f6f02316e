-- Open units of a run with what a claim says of them and the row it rests on: those of the claim itself (kind main), and
-- apart from them those in doubt or in question for a surplus.
--
-- grain:   loss_key, kind
-- inputs:  loss_key, claim_part, open_loss, loss_standing, loss_value, adjustment, payment, order_row, inbound_line
-- params:  none
-- outputs: loss_key, kind, claim_id, claim_type, status, question, units, reference_id, event_date, product, sku, fnsku,
--          currency, minor_digits, unit_value, window_opens, source, download_id, line
with first_row as (
    select source, source_no, min(download_id) as download_id, min_by(line, download_id * 1000000000000 + line) as line
    from order_row
    where source_no is not null
    group by source, source_no
)
select
    loss_key.loss_key,
    claim_part.kind,
    claim_part.claim_id,
    open_loss.claim_type,
    claim_part.status,
    claim_part.question,
    claim_part.quantity_open as units,
    open_loss.reference_id,
    open_loss.event_date,
    open_loss.product,
    open_loss.sku,
    open_loss.fnsku,
    open_loss.currency,
    loss_value.minor_digits,
    loss_value.unit_value,
    loss_standing.window_opens,
    open_loss.source,
    coalesce(adjustment.download_id, payment.download_id, first_row.download_id, inbound_line.download_id) as download_id,
    coalesce(adjustment.line, payment.line, first_row.line, inbound_line.line) as line
from claim_part
join loss_key on loss_key.loss_no = claim_part.loss_no
join open_loss on open_loss.loss_no = claim_part.loss_no
join loss_standing on loss_standing.loss_no = claim_part.loss_no
join loss_value on loss_value.loss_no = claim_part.loss_no
left join adjustment on open_loss.source = 'adjustment' and adjustment.adjustment_no = open_loss.source_no
left join payment on open_loss.source = 'payment' and payment.payment_no = open_loss.source_no
left join first_row on first_row.source = open_loss.source and first_row.source_no = open_loss.source_no
left join inbound_line on open_loss.source = 'shipment_line' and inbound_line.line_no = open_loss.source_no
