-- The first download event of another account in the history (SQLite) that names these bytes.
--
-- grain:   account
-- inputs:  event
-- params:  none
-- outputs: account, at
select
    account,
    at
from event
where kind = 'download'
    and account <> ?
    and instr(payload, ?) > 0
order by event_id
limit 1
