-- Lays out the staged and the stored rows of a report for pairing, by the columns that name a row of it.
--
-- grain:   none
-- inputs:  report_staged, report_target
-- params:  none
-- outputs: none
create or replace temp view merge_incoming as
with folded as (
    select
        rowid as row_id,
        regexp_replace(
            lower(concat_ws(chr(31), *columns(lambda name: list_contains(getvariable('folded_columns'), name)))),
            '[ _:-]', '', 'g'
        ) as folded_key,
        *
    from report_staged
)

select
    row_id,
    hash(folded_key, *columns(lambda name: list_contains(getvariable('exact_columns'), name))) as identity_key,
    hash(*columns(lambda name: list_contains(getvariable('rewritten_columns'), name))) as value_key,
    cast(null as integer) as sort_figure,
    concat_ws(
        chr(31), *columns(lambda name: list_contains(getvariable('rewritten_columns'), name))
    ) as sort_text
from folded;

create or replace temp view merge_stored as
with folded as (
    select
        rowid as row_id,
        regexp_replace(
            lower(concat_ws(chr(31), *columns(lambda name: list_contains(getvariable('folded_columns'), name)))),
            '[ _:-]', '', 'g'
        ) as folded_key,
        *
    from report_target
)

select
    row_id,
    hash(folded_key, *columns(lambda name: list_contains(getvariable('exact_columns'), name))) as identity_key,
    hash(*columns(lambda name: list_contains(getvariable('rewritten_columns'), name))) as value_key,
    cast(null as integer) as sort_figure,
    concat_ws(
        chr(31), *columns(lambda name: list_contains(getvariable('rewritten_columns'), name))
    ) as sort_text
from folded;
