-- Loads an All orders file beside the stored order lines, in file order, to be merged.
--
-- grain:   none
-- inputs:  order_rows
-- params:  path, delimiter, quoting, columns_of, skipped, download, time_zone, pattern, mark, day_format, time_format
-- outputs: none
create or replace temp table staged_order as
select *
from order_rows(
    $path, $delimiter, $quoting, $columns_of, $skipped, $download, $time_zone, $pattern, $mark, $day_format,
    $time_format
)
