-- Every file taken in, and the rows of it that could not be read.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists download (
    download_id integer primary key,
    sha256 text not null,
    byte_count bigint not null,
    kind text not null,
    file_name text not null,
    imported_at timestamp not null,
    encoding text not null,
    delimiter text not null,
    stated_from date,
    stated_through date,
    first_day date,
    last_day date,
    rows_read bigint not null,
    rows_new bigint not null,
    rows_known bigint not null,
    rows_updated bigint not null,
    rows_rejected bigint not null,
    is_used boolean not null
);

create table if not exists rejected_row (
    download_id integer not null,
    line bigint not null,
    reason text not null,
    raw_text text not null
);
