-- Adds all staged evidence rows, in file order: nothing is stored for their days.
--
-- grain:   none
-- inputs:  ledger_evidence, staged_ledger
-- params:  none
-- outputs: none
insert into ledger_evidence
select
    * replace (
        coalesce(line, rowid - getvariable('first_row') + getvariable('first_line')) as line
    )
from staged_ledger
where event_type in ('Adjustments', 'Receipts', 'CustomerReturns', 'VendorReturns')
