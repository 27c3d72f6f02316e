-- Loads a settlement file beside the stored settlements, in file order, to be summed and merged.
--
-- grain:   none
-- inputs:  settlement_rows
-- params:  path, delimiter, quoting, columns_of, skipped, download, time_zone, pattern, mark, day_format, time_format
-- outputs: none
create or replace temp table staged_settlement as
select *
from settlement_rows(
    $path, $delimiter, $quoting, $columns_of, $skipped, $download, $time_zone, $pattern, $mark, $day_format,
    $time_format
)
