-- Takes staged rows back out by their line.
--
-- grain:   none
-- inputs:  report_staged
-- params:  lines
-- outputs: none
delete from report_staged
where line in (select unnest($lines::bigint[]))
