-- Takes staged rows back out by their line.
--
-- grain:   none
-- inputs:  staged_fx_rate
-- params:  lines
-- outputs: none
delete from staged_fx_rate
where line in (select unnest($lines::bigint[]))
