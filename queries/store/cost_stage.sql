-- Loads the cleaned rows of a costs sheet, to be merged.
--
-- grain:   none
-- inputs:  none
-- params:  path, columns_of, download
-- outputs: none
create or replace temp table staged_cost as
select
    coalesce(trim(sku), '') as sku,
    cast(unit_cost as decimal(18, 4)) as unit_cost,
    upper(trim(coalesce(currency, ''))) as currency,
    cast(effective_from as date) as effective_from,
    cast(approved_on as date) as approved_on,
    coalesce(trim(supplier), '') as supplier,
    coalesce(trim(invoice), '') as invoice,
    cast($download as integer) as download_id,
    cast(line as bigint) as line
from read_csv(
    $path, delim = ',', quote = '"', escape = '"', header = true, columns = $columns_of,
    auto_detect = false
)
