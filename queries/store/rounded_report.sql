-- An id that a spreadsheet rounded, among the staged rows of a report.
--
-- grain:   rounded_id
-- inputs:  report_staged
-- params:  download
-- outputs: rounded_id
with named as (
    select unnest(list_value(*columns(lambda name: list_contains(getvariable('id_columns'), name)))) as named_id
    from report_staged
    where download_id = $download
)

select min(named_id) as rounded_id
from named
where regexp_full_match(named_id, '[0-9]([.,][0-9]+)?E\+[0-9]+', 'i')
