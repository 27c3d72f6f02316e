-- Adds all staged rows to the ledger, in file order: nothing is stored for their days.
--
-- grain:   none
-- inputs:  ledger_detail, staged_ledger
-- params:  none
-- outputs: none
insert into ledger_detail
select * exclude (line)
from staged_ledger
