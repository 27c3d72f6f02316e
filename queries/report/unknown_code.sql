-- Ledger reason codes that no rule names, with the units they moved.
--
-- grain:   code
-- inputs:  unknown_code
-- params:  none
-- outputs: code, row_count, units
select
    code,
    row_count::bigint as row_count,
    units::bigint as units
from unknown_code
order by code
