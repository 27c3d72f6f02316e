-- What becomes of the paired rows of a report: the newest download wins, but a blank never overwrites.
--
-- A row without stored_row is new; a stored row that would stay as it is is left out.
--
-- grain:   none
-- inputs:  merge_pair, report_staged, report_target
-- params:  none
-- outputs: none
create or replace temp table report_merged as
with stored as (
    select
        merge_pair.stored_row,
        report_target.*
    from merge_pair
    inner join report_target
        on merge_pair.stored_row = report_target.rowid
),

incoming as (
    select
        merge_pair.stored_row,
        report_staged.*
    from merge_pair
    inner join report_staged
        on merge_pair.incoming_row = report_staged.rowid
),

both_sides as (
    select
        0 as age,
        *
    from stored
    union all
    select
        1 as age,
        *
    from incoming
    where stored_row is not null
),

newest as (
    select *
    from stored
    where false
    union all by name
    select
        stored_row,
        arg_max(columns(lambda name: list_contains(getvariable('figure_columns'), name)), age),
        coalesce(
            arg_max(nullif(columns(lambda name: list_contains(getvariable('text_columns'), name)), ''), age), ''
        )
    from both_sides
    group by stored_row
),

unchanged as (
    select columns(* exclude (download_id, line))
    from newest
    intersect
    select columns(* exclude (download_id, line))
    from stored
)

select *
from incoming
where stored_row is null
union all
select newest.*
from newest
anti join unchanged
    on newest.stored_row = unchanged.stored_row
