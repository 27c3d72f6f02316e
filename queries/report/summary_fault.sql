-- Rows by which the ledger's summary contradicts itself, the first ones by day.
--
-- grain:   none
-- inputs:  summary_fault
-- params:  row_limit
-- outputs: what, first_day, last_day, product, disposition, location, computed_units, stated_units, file_name, line,
--          row_total
select
    what,
    first_day,
    last_day,
    product,
    disposition,
    location,
    computed_units,
    stated_units,
    file_name,
    line,
    (count(*) over ())::bigint as row_total
from summary_fault
order by first_day, product, disposition, location, what, line
limit $row_limit
