-- Adds an event to the history (SQLite): account, kind, subject, payload, instant.
--
-- grain:   none
-- inputs:  event
-- params:  none
-- outputs: none
insert into event (account, kind, subject_id, payload, at)
values (?, ?, ?, ?, ?)
