-- Where the claims of a run stand: of each what later runs compare with, in narrow columns, and the row it rests on.
--
-- download_id and line are that row's: they stay the same whatever is imported or rewritten later, so that what a claim
-- says of its product need not be stored again.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, adjustment, payment, order_row, inbound_line
-- params:  none
-- outputs: claim_id, claim_type, status, status_code, quantity_open, currency, unit_value, cost_price, window_opens,
--          deadline, source, download_id, line
with source_row as (
    select 'adjustment' as source, adjustment_no as source_no, download_id, line
    from adjustment
    union all
    select 'payment' as source, payment_no as source_no, download_id, line
    from payment
    union all
    select 'shipment_line' as source, line_no as source_no, download_id, line
    from inbound_line
    union all
    select source, source_no, min(download_id) as download_id, min_by(line, download_id * 1000000000000 + line) as line
    from order_row
    where source_no is not null
    group by source, source_no
)
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
    source_row.download_id,
    source_row.line
from claim
join open_loss on open_loss.loss_no = claim.loss_no
left join source_row on source_row.source = open_loss.source and source_row.source_no = open_loss.source_no
