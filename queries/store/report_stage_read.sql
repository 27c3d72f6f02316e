-- Lays the rows of a report that was read as it stands out as rows of the table that keeps its kind, to be merged.
--
-- `given` are the columns that the file has; of the others texts are blank.
--
-- grain:   none
-- inputs:  report_target, report_read
-- params:  given, texts, figures, download, first_line
-- outputs: none
create or replace temp table report_staged as
with shaped as (
    select *
    from report_target
    where false
    union all by name
    select
        columns(lambda name: list_contains($given, name)),
        cast($download as integer) as download_id,
        rowid - (select min(report_read.rowid) from report_read) + $first_line as line
    from report_read
)

select *
from report_target
where false
union all by name
select
    columns(lambda name: list_contains($figures, name)),
    coalesce(columns(lambda name: list_contains($texts, name)), '')
from shaped
