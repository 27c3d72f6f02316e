-- Pairs new rows with stored rows of the same event: equal values first, then in falling order.
--
-- A row without stored_row is new. Equal pairs are left out, they change nothing.
--
-- grain:   none
-- inputs:  merge_incoming, merge_stored, merge_touched
-- params:  none
-- outputs: none
create or replace temp table merge_pair as
with incoming as (
    select
        merge_incoming.*,
        row_number() over (
            partition by merge_incoming.identity_key, merge_incoming.value_key
            order by merge_incoming.row_id
        ) as occurrence
    from merge_incoming
    semi join merge_touched
        on merge_incoming.identity_key = merge_touched.identity_key
),

stored as (
    select
        merge_stored.*,
        row_number() over (
            partition by merge_stored.identity_key, merge_stored.value_key
            order by merge_stored.row_id
        ) as occurrence
    from merge_stored
    semi join merge_touched
        on merge_stored.identity_key = merge_touched.identity_key
),

incoming_left as (
    select
        incoming.row_id,
        incoming.identity_key,
        row_number() over (
            partition by incoming.identity_key
            order by incoming.sort_figure desc nulls last, incoming.sort_text, incoming.row_id
        ) as place
    from incoming
    anti join stored
        on incoming.identity_key = stored.identity_key
        and incoming.value_key = stored.value_key
        and incoming.occurrence = stored.occurrence
),

stored_left as (
    select
        stored.row_id,
        stored.identity_key,
        row_number() over (
            partition by stored.identity_key
            order by stored.sort_figure desc nulls last, stored.sort_text, stored.row_id
        ) as place
    from stored
    anti join incoming
        on stored.identity_key = incoming.identity_key
        and stored.value_key = incoming.value_key
        and stored.occurrence = incoming.occurrence
)

select
    incoming_left.row_id as incoming_row,
    stored_left.row_id as stored_row
from incoming_left
left join stored_left
    on incoming_left.identity_key = stored_left.identity_key
    and incoming_left.place = stored_left.place
