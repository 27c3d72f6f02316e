-- Where the claims of a run stand: of each what later runs compare with, in narrow columns, and the row it rests on.
--
-- download_id and line are that row's: they stay the same whatever is imported or rewritten later, so that what a claim
-- says of its product need not be stored again.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, adjustment, payment
-- params:  none
-- outputs: claim_id, claim_type, status, status_code, quantity_open, currency, unit_value, cost_price, window_opens,
--          deadline, source, download_id, line
select
    claim.claim_id,
    claim.claim_type,
    claim.status,
    claim.status_code,
    claim.quantity_open,
    claim.currency,
    claim.unit_value,
    claim.cost_price,
    claim.window_opens,
    claim.deadline,
    open_loss.source,
    coalesce(adjustment.download_id, payment.download_id) as download_id,
    coalesce(adjustment.line, payment.line) as line
from claim
join open_loss on open_loss.loss_no = claim.loss_no
left join adjustment on open_loss.source = 'adjustment' and adjustment.adjustment_no = open_loss.source_no
left join payment on open_loss.source = 'payment' and payment.payment_no = open_loss.source_no
