-- What a dismissal of a claim must remember: the loss parts in its row, and the open units of the whole loss event.
--
-- grain:   part_claim_id
-- inputs:  claim, claim_part, open_loss
-- params:  claim_id
-- outputs: part_claim_id, event_open_units, status
with named as (
    select claim.claim_id, claim.status, claim.event_id, lead_part.kind, lead_part.part
    from claim
    join claim_part as lead_part on lead_part.claim_id = claim.claim_id and lead_part.loss_no = claim.loss_no
    where claim.claim_id = $claim_id
)
select
    claim_part.claim_id as part_claim_id,
    (
        select cast(sum(open_loss.open_units) as integer)
        from open_loss
        where open_loss.event_id = (select named.event_id from named)
    ) as event_open_units,
    named.status
from named
join claim_part
    on claim_part.event_id = named.event_id
    and claim_part.status = named.status
    and claim_part.kind = named.kind
    and (claim_part.part = 'above_paid') = (named.part = 'above_paid')
