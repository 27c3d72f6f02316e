-- How many rows of a report were read, and how many of them need the careful reader.
--
-- grain:   row_count
-- inputs:  report_read
-- params:  none
-- outputs: row_count, odd_count
select
    count(*) as row_count,
    count(*) filter (where is_odd) as odd_count
from report_read
