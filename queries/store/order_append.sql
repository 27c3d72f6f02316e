-- Adds all staged order lines, in file order: nothing is stored that they could be paired with.
--
-- grain:   none
-- inputs:  order_line, staged_order
-- params:  none
-- outputs: none
insert into order_line
select * replace (
    coalesce(line, rowid - (select min(rowid) from staged_order) + getvariable('first_line')) as line
)
from staged_order
