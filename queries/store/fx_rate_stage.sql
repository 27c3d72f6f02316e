-- Loads the cleaned rows of an exchange rate sheet, to be merged.
--
-- grain:   none
-- inputs:  none
-- params:  path, columns_of, download
-- outputs: none
create or replace temp table staged_fx_rate as
select
    cast(rate_on as date) as rate_on,
    upper(coalesce(trim(base), '')) as base,
    upper(coalesce(trim(quote), '')) as quote,
    cast(rate as decimal(24, 10)) as rate,
    cast($download as integer) as download_id,
    cast(line as bigint) as line
from read_csv(
    $path, delim = ',', quote = '"', escape = '"', header = true, columns = $columns_of,
    auto_detect = false
)
