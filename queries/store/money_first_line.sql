-- Remembers on which line of its file the first staged row stands.
--
-- grain:   none
-- inputs:  none
-- params:  first_line
-- outputs: none
set variable first_line = $first_line;
