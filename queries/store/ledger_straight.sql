-- Loads a ledger file straight into the ledger, in file order, for an account without one.
--
-- grain:   none
-- inputs:  ledger_detail, ledger_rows
-- params:  path, delimiter, quoting, columns_of, skipped, download
-- outputs: none
insert into ledger_detail
select *
from ledger_rows($path, $delimiter, $quoting, $columns_of, $skipped, $download)
