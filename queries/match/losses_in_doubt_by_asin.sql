-- Losses that the last step of pass 4 questions: units still open that would otherwise be waiting or claimable, per ASIN.
--
-- grain:   loss_no
-- inputs:  loss, loss_standing
-- params:  none
-- outputs: pool, loss_no, is_timed
select
    concat('doubt_asin|', loss_standing.asin) as pool,
    loss.loss_no,
    true as is_timed
from loss
join loss_standing on loss_standing.loss_no = loss.loss_no
where loss.pass = 2
    and loss.claim_type in ('warehouse_lost', 'warehouse_damaged', 'inbound_shortage')
    and loss_standing.asin <> ''
    and loss_standing.status in ('waiting', 'claimable')
