-- The first day from which losses take part; earlier ones are before our records.
--
-- grain:   none
-- inputs:  records
-- params:  none
-- outputs: records_begin
select nullif(records_begin, date '0001-01-01') as records_begin
from records
