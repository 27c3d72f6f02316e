-- Adds the merged rows, new ones and those in a newer form, in file order.
--
-- grain:   none
-- inputs:  report_target, report_merged
-- params:  none
-- outputs: none
insert into report_target
select * exclude (stored_row)
from report_merged
order by line
