-- Rows of a sheet that an earlier row of it gives for the same key: whether it says the same, and the earlier line.
--
-- grain:   line
-- inputs:  merge_incoming, report_staged
-- params:  none
-- outputs: line, is_same, first_line, row_text
with numbered as (
    select
        report_staged.line,
        merge_incoming.value_key = first_value(merge_incoming.value_key) over same_key as is_same,
        first_value(report_staged.line) over same_key as first_line,
        row_number() over same_key as place,
        merge_incoming.sort_text
    from merge_incoming
    inner join report_staged
        on merge_incoming.row_id = report_staged.rowid
    window same_key as (partition by merge_incoming.identity_key order by report_staged.line)
)

select
    line,
    is_same,
    first_line,
    replace(sort_text, chr(31), ',') as row_text
from numbered
where place > 1
order by line
