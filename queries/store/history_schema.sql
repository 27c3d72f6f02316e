-- The events of the history (SQLite), and what keeps them from being changed.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists event (
    event_id integer primary key autoincrement,
    account text not null,
    kind text not null,
    subject_id text not null,
    payload text not null,
    at text not null
);

create trigger if not exists event_is_never_changed
before update on event
begin
    select raise(abort, 'the history is append-only');
end;

create trigger if not exists event_is_never_deleted
before delete on event
begin
    select raise(abort, 'the history is append-only');
end;
