-- Gives the staged lines of the fast reader their line in the file.
--
-- grain:   none
-- inputs:  staged_reimbursement
-- params:  first_line
-- outputs: none
update staged_reimbursement
set line = rowid - (select min(rowid) from staged_reimbursement) + $first_line
where line is null
