-- Adds the staged rows that no stored row is paired with to the ledger, in file order.
--
-- grain:   none
-- inputs:  ledger_detail, staged_ledger, merge_pair
-- params:  none
-- outputs: none
insert into ledger_detail
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
order by staged_ledger.rowid
