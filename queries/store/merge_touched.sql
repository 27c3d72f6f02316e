-- The events of which the new download shows some form more often than the store holds it.
--
-- All other new rows equal a stored row in every value and need no pairing.
--
-- grain:   none
-- inputs:  merge_incoming, merge_stored
-- params:  none
-- outputs: none
create or replace temp table merge_touched as
with sides as (
    select
        identity_key,
        value_key,
        1 as incoming_count,
        0 as stored_count
    from merge_incoming
    union all
    select
        identity_key,
        value_key,
        0 as incoming_count,
        1 as stored_count
    from merge_stored
),

forms as (
    select
        identity_key,
        value_key,
        sum(incoming_count) as incoming_count,
        sum(stored_count) as stored_count
    from sides
    group by identity_key, value_key
)

select distinct identity_key
from forms
where incoming_count > stored_count
