-- Loss events whose claims are not what they were at the earlier run. The parts of an event, and its units in question,
-- have claim ids that differ in the ending alone; what was taken back above the amount paid has a price, and so a key, of
-- its own.
--
-- grain:   event_key
-- inputs:  earlier, standing
-- params:  none
-- outputs: event_key
with only_then as (
    select claim_id, status, quantity_open, unit_value, deadline
    from earlier
    except
    select claim_id, status, quantity_open, unit_value, deadline
    from standing
),
only_now as (
    select claim_id, status, quantity_open, unit_value, deadline
    from standing
    except
    select claim_id, status, quantity_open, unit_value, deadline
    from earlier
)
select regexp_replace(claim_id, '(-r)?(-[ds])?$', '') as event_key
from only_then
union
select regexp_replace(claim_id, '(-r)?(-[ds])?$', '') as event_key
from only_now
