-- Remembers the days that a merge is about, for the sides to be laid out.
--
-- grain:   none
-- inputs:  none
-- params:  first_day, last_day
-- outputs: none
set variable first_day = $first_day;

set variable last_day = $last_day;
