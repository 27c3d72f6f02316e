-- Keeps the rows of a file that could not be read, with line and reason.
--
-- grain:   none
-- inputs:  rejected_row
-- params:  download, path
-- outputs: none
insert into rejected_row
select
    cast($download as integer) as download_id,
    line,
    coalesce(reason, '') as reason,
    coalesce(raw_text, '') as raw_text
from read_csv(
    $path,
    delim = ',',
    quote = '"',
    escape = '"',
    header = true,
    columns = {'line': 'bigint', 'reason': 'varchar', 'raw_text': 'varchar'},
    auto_detect = false
)
order by line
