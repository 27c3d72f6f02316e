-- Days that the ledger's detail lacks as its summary proves, by day.
--
-- grain:   state, first_day
-- inputs:  ledger_gap
-- params:  none
-- outputs: state, first_day, last_day, product_count, product
select state, first_day, last_day, product_count, product
from ledger_gap
order by first_day, state
