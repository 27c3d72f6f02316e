-- Takes over what the newest sheet says of exchange rates on file.
--
-- grain:   none
-- inputs:  fx_rate, staged_fx_rate
-- params:  none
-- outputs: none
update fx_rate
set
    rate = staged_fx_rate.rate,
    download_id = staged_fx_rate.download_id,
    line = staged_fx_rate.line
from staged_fx_rate
where fx_rate.rate_on = staged_fx_rate.rate_on
    and fx_rate.base = staged_fx_rate.base
    and fx_rate.quote = staged_fx_rate.quote
    and fx_rate.rate <> staged_fx_rate.rate
