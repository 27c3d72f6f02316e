-- The other claims of the same loss event: its other part, or the units of it that are in doubt.
--
-- grain:   claim_id, other_id
-- inputs:  claim
-- params:  claim_ids
-- outputs: claim_id, other_id, status, quantity_open
select
    claim.claim_id,
    other.claim_id as other_id,
    other.status,
    other.quantity_open
from claim
join claim as other
    on other.event_id = claim.event_id
    and other.claim_type = claim.claim_type
    and other.claim_id <> claim.claim_id
where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
order by claim.claim_id, other.claim_id
