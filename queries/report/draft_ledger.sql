-- The units of the ledger row behind each claim that can be filed: all that the row took, whatever became of them.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, adjustment, decision
-- params:  none
-- outputs: claim_id, row_units, disposition
select
    claim.claim_id,
    abs(adjustment.quantity) as row_units,
    adjustment.disposition
from claim
join open_loss on open_loss.loss_no = claim.loss_no and open_loss.source = 'adjustment'
join adjustment on adjustment.adjustment_no = open_loss.source_no
left join decision as reported
    on reported.part_claim_id = claim.claim_id and reported.is_reported and claim.status = 'dismissed'
where (claim.status = 'claimable' or reported.part_claim_id is not null)
