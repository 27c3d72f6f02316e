-- Every row of the Inventory Ledger, and the rows that claims rest on again, with their line.
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
    download_id integer not null
);

create table if not exists ledger_evidence (
    event_date date not null,
    fnsku text not null,
    asin text not null,
    msku text not null,
    title text not null,
    event_type text not null,
    reference_id text not null,
    quantity integer not null,
    fulfillment_center text not null,
    disposition text not null,
    reason text not null,
    country text not null,
    reconciled_quantity integer,
    unreconciled_quantity integer,
    download_id integer not null,
    line bigint not null
);
