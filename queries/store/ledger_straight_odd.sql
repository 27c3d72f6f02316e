-- How many rows loaded straight need the careful reader.
--
-- grain:   odd_count
-- inputs:  ledger_detail
-- params:  none
-- outputs: odd_count
select count(*) as odd_count
from ledger_detail
where quantity is null
