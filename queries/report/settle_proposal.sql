-- Settle days that the account's own payments propose and that differ from those set.
--
-- grain:   claim_type
-- inputs:  settle_proposal
-- params:  none
-- outputs: claim_type, setting, settle_days, proposed_days, payment_count
select
    claim_type,
    setting,
    settle_days::integer as settle_days,
    proposed_days::integer as proposed_days,
    payment_count::integer as payment_count
from settle_proposal
where proposed_days <> settle_days
order by setting
