-- The staged rows that need the careful reader, counted from 0 in file order.
--
-- grain:   position
-- inputs:  staged_ledger
-- params:  none
-- outputs: position
select rowid - (select min(rowid) from staged_ledger) as position
from staged_ledger
where quantity is null
order by position
