-- Lays a cleaned file out as rows of the table that keeps its kind, to be merged.
--
-- `texts` are blank where the file has nothing, `figures` (days and instants among them) null.
--
-- grain:   none
-- inputs:  report_target
-- params:  path, columns_of, figures, texts, download
-- outputs: none
create or replace temp table report_staged as
select *
from report_target
where false
union all by name
select
    columns(lambda name: list_contains($figures, name)),
    coalesce(trim(columns(lambda name: list_contains($texts, name))), ''),
    cast($download as integer) as download_id
from read_csv(
    $path,
    delim = ',',
    quote = '"',
    escape = '"',
    header = true,
    columns = $columns_of,
    nullstr = ['', '--', 'N/A', 'n/a'],
    auto_detect = false
)
