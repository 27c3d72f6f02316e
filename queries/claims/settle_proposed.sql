-- Settle days that this account's own payments propose and that differ from those set, in a fixed order.
--
-- grain:   claim_type
-- inputs:  settle_proposal
-- params:  none
-- outputs: claim_type, setting, settle_days, proposed_days, payment_count
select claim_type, setting, settle_days, proposed_days, payment_count
from settle_proposal
where proposed_days <> settle_days
order by setting
