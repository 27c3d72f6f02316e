-- The claim rows of given loss rows.
--
-- grain:   claim_id
-- inputs:  claim, claim_part
-- params:  loss_nos
-- outputs: claim_id, account, claim_type, status, status_reason, reference_id, event_date, quantity_open, currency, unit_value,
--          amount, value_basis
select distinct
    claim.claim_id,
    claim.account,
    claim.claim_type,
    claim.status,
    claim.status_reason,
    claim.reference_id,
    claim.event_date,
    claim.quantity_open,
    claim.currency,
    claim.unit_value,
    claim.amount,
    claim.value_basis
from claim
join claim_part as lead_part on lead_part.claim_id = claim.claim_id
join claim_part as member on member.event_id = lead_part.event_id and member.claim_type = lead_part.claim_type
where member.loss_no in (select unnest(cast($loss_nos as bigint[])))
order by claim.event_date, claim.claim_id
