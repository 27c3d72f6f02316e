-- Whether the account has no reimbursement lines yet.
--
-- grain:   is_empty
-- inputs:  reimbursement
-- params:  none
-- outputs: is_empty
select not exists (select 1 from reimbursement) as is_empty
