-- The product, the day and the id of the loss behind each of the claims.
--
-- grain:   claim_id
-- inputs:  claim, open_loss
-- params:  claim_ids
-- outputs: claim_id, product, event_date, reference_id
select
    claim.claim_id,
    open_loss.product,
    claim.event_date,
    claim.reference_id
from claim
join open_loss on open_loss.loss_no = claim.loss_no
where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
order by claim.claim_id
