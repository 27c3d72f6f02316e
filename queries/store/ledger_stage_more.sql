-- Adds the rows that the careful reader rescued to the rows staged.
--
-- grain:   none
-- inputs:  staged_ledger, ledger_rows
-- params:  path, delimiter, quoting, columns_of, skipped, download
-- outputs: none
insert into staged_ledger
select *
from ledger_rows($path, $delimiter, $quoting, $columns_of, $skipped, $download)
