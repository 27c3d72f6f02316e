-- Where the claims of a run stand: of each what later runs compare with, in narrow columns, and the row it rests on.
--
-- source_row is that row's download and line: it stays the same whatever is imported or rewritten later, so that what a
-- claim says of its product need not be stored again.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, payment
-- params:  none
-- outputs: claim_id, claim_type, status, status_code, quantity_open, currency, unit_value, cost_price, deadline, source,
--          source_row
select
    claim.claim_id,
    claim.claim_type,
    claim.status,
    claim.status_code,
    claim.quantity_open,
    claim.currency,
    claim.unit_value,
    claim.cost_price,
    claim.deadline,
    open_loss.source,
    case
        when open_loss.source = 'adjustment' then open_loss.source_no
        else payment.download_id * cast(10000000000 as bigint) + payment.line
    end as source_row
from claim
join open_loss on open_loss.loss_no = claim.loss_no
left join payment on open_loss.source = 'payment' and payment.payment_no = open_loss.source_no
