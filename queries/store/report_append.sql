-- Adds all staged rows, in file order: nothing is stored that they could be paired with.
--
-- grain:   none
-- inputs:  report_target, report_staged
-- params:  none
-- outputs: none
insert into report_target
select *
from report_staged
order by line
