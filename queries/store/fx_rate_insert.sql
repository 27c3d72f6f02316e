-- Adds the exchange rates that are not on file yet.
--
-- grain:   none
-- inputs:  fx_rate, staged_fx_rate
-- params:  none
-- outputs: none
insert into fx_rate
select staged_fx_rate.*
from staged_fx_rate
anti join fx_rate
    on staged_fx_rate.rate_on = fx_rate.rate_on
    and staged_fx_rate.base = fx_rate.base
    and staged_fx_rate.quote = fx_rate.quote
order by staged_fx_rate.line
