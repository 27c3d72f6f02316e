-- Adds all staged rows to the ledger, in file order: nothing is stored for their days.
--
-- grain:   none
-- inputs:  ledger_detail, staged_ledger
-- params:  none
-- outputs: none
insert into ledger_detail
select
    * replace (
        coalesce(line, rowid - getvariable('first_row') + getvariable('first_line')) as line
    )
from staged_ledger
