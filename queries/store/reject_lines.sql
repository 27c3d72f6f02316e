-- The physical lines that DuckDB's reader could not cut into cells.
--
-- grain:   line
-- inputs:  reject_errors
-- params:  none
-- outputs: line
select distinct cast(line as bigint) as line
from reject_errors
order by line
