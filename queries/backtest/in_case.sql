-- Claims that a person filed, or put away as filed: what is paid of them did not come by itself.
--
-- grain:   claim_id
-- inputs:  decision
-- params:  none
-- outputs: claim_id
select part_claim_id as claim_id
from decision
where decision = 'filed' or is_reported
group by part_claim_id
