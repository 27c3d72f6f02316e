-- Adds the staged evidence rows that no stored row is paired with, in file order.
--
-- grain:   none
-- inputs:  ledger_evidence, staged_ledger, merge_pair
-- params:  none
-- outputs: none
insert into ledger_evidence
select
    staged_ledger.* replace (
        coalesce(
            staged_ledger.line,
            staged_ledger.rowid - getvariable('first_row') + getvariable('first_line')
        ) as line
    )
from staged_ledger
inner join merge_pair
    on staged_ledger.rowid = merge_pair.incoming_row
where merge_pair.stored_row is null
order by line
