-- Gives the staged rows of the fast reader their line.
--
-- shifted_line holds, for each line that the reader left out, how many staged rows stand before it.
--
-- grain:   none
-- inputs:  staged_ledger, shifted_line
-- params:  first_line
-- outputs: none
create or replace temp table staged_ledger as
with numbered as (
    select
        *,
        rowid - (select min(rowid) from staged_ledger) as position
    from staged_ledger
    where quantity is not null
)

select
    numbered.* exclude (line, position),
    numbered.position + $first_line + coalesce(shifted_line.shift, 0) as line
from numbered
asof left join shifted_line
    on numbered.position >= shifted_line.first_position
order by numbered.position
