-- Losses older than the day on which the records begin; they take no part.
--
-- grain:   records_begin
-- inputs:  before_records
-- params:  none
-- outputs: row_count, units, records_begin
select
    row_count::bigint as row_count,
    units::bigint as units,
    records_begin
from before_records
order by records_begin nulls first
