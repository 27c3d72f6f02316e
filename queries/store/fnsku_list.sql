-- The FNSKUs that an account knows.
--
-- grain:   fnsku
-- inputs:  ledger_detail, reimbursement
-- params:  none
-- outputs: fnsku
select fnsku
from ledger_detail
where fnsku <> ''
union
select fnsku
from reimbursement
where fnsku <> ''
