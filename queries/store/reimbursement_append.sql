-- Adds all staged reimbursement lines, in file order: nothing is stored that they could be paired with.
--
-- grain:   none
-- inputs:  reimbursement, staged_reimbursement
-- params:  none
-- outputs: none
insert into reimbursement
select *
from staged_reimbursement
order by line
