-- Loads a ledger file beside the ledger, in file order, to be merged.
--
-- grain:   none
-- inputs:  ledger_rows
-- params:  path, delimiter, quoting, columns_of, skipped, download
-- outputs: none
create or replace temp table staged_ledger as
select *
from ledger_rows($path, $delimiter, $quoting, $columns_of, $skipped, $download)
