-- Notes on which line of its file the first row of a ledger loaded straight stands.
--
-- grain:   none
-- inputs:  ledger_straight
-- params:  download, first_line
-- outputs: none
insert into ledger_straight
values ($download, $first_line)
