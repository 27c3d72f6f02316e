-- Loads a Reimbursements file beside the stored lines, in file order, to be merged.
--
-- grain:   none
-- inputs:  reimbursement_rows
-- params:  path, delimiter, quoting, columns_of, skipped, download, time_zone, pattern
-- outputs: none
create or replace temp table staged_reimbursement as
select *
from reimbursement_rows(
    $path, $delimiter, $quoting, $columns_of, $skipped, $download, $time_zone, $pattern
)
