-- Remembers how the place of a staged row gives its line, where no line of the file was left out.
--
-- grain:   none
-- inputs:  staged_ledger
-- params:  first_line
-- outputs: none
set variable first_row = (select min(rowid) from staged_ledger);

set variable first_line = $first_line;
