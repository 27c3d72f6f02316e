-- Every row of the Inventory Ledger.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists ledger_detail (
    event_date date not null,
    fnsku text not null,
    asin text not null,
    msku text not null,
    title text not null,
    event_type text not null,
    reference_id text not null,
    quantity integer,
    fulfillment_center text not null,
    disposition text not null,
    reason text not null,
    country text not null,
    reconciled_quantity integer,
    unreconciled_quantity integer,
    download_id integer not null,
    line bigint
);

-- The one download that went in whole and in file order: its rows bear no line, their place gives it.
create table if not exists ledger_straight (
    download_id integer not null,
    first_line bigint not null
);
