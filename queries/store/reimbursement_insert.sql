-- Adds the staged reimbursement lines that no stored line is paired with, in file order.
--
-- grain:   none
-- inputs:  reimbursement, staged_reimbursement, merge_pair
-- params:  none
-- outputs: none
insert into reimbursement
select staged_reimbursement.*
from staged_reimbursement
inner join merge_pair
    on staged_reimbursement.rowid = merge_pair.incoming_row
where merge_pair.stored_row is null
order by staged_reimbursement.line
