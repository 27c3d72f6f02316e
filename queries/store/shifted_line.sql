-- How far the lines of staged rows are pushed down by lines that the fast reader left out.
--
-- grain:   none
-- inputs:  none
-- params:  first_positions, shifts
-- outputs: none
create or replace temp table shifted_line as
select
    unnest($first_positions::bigint[]) as first_position,
    unnest($shifts::bigint[]) as shift
