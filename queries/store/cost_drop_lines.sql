-- Takes staged rows back out by their line.
--
-- grain:   none
-- inputs:  staged_cost
-- params:  lines
-- outputs: none
delete from staged_cost
where line in (select unnest($lines::bigint[]))
