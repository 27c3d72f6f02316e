-- The events of one account and kind in the history (SQLite), in the order in which they happened.
--
-- grain:   event_id
-- inputs:  event
-- params:  none
-- outputs: event_id, subject_id, payload, at
select
    event_id,
    subject_id,
    payload,
    at
from event
where account = ?
    and kind = ?
order by event_id
