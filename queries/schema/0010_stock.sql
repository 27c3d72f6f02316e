-- Stock as Amazon states it: the ledger's summary view, the FBA inventory report, and the fees it previews.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists ledger_summary (
    period text not null,
    first_day date not null,
    last_day date not null,
    fnsku text not null,
    asin text not null,
    msku text not null,
    title text not null,
    disposition text not null,
    location text not null,
    starting_balance integer,
    in_transit integer,
    receipts integer,
    customer_shipments integer,
    customer_returns integer,
    vendor_returns integer,
    warehouse_transfers integer,
    found integer,
    lost integer,
    damaged integer,
    disposed integer,
    other_events integer,
    unknown_events integer,
    ending_balance integer,
    download_id integer not null,
    line bigint not null
);

create table if not exists inventory_level (
    sku text not null,
    fnsku text not null,
    asin text not null,
    product_name text not null,
    condition text not null,
    warehouse_quantity integer,
    fulfillable_quantity integer,
    unsellable_quantity integer,
    reserved_quantity integer,
    total_quantity integer,
    researching_quantity integer,
    download_id integer not null,
    line bigint not null
);
