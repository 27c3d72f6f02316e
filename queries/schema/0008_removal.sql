-- Removals: what was ordered, what left in which box, and what the seller's warehouse says came of it.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists removal_order (
    requested_on date not null,
    order_id text not null,
    order_source text not null,
    order_type text not null,
    service_speed text not null,
    order_status text not null,
    updated_on date,
    sku text not null,
    fnsku text not null,
    disposition text not null,
    requested_quantity integer,
    cancelled_quantity integer,
    disposed_quantity integer,
    shipped_quantity integer,
    in_process_quantity integer,
    removal_fee decimal(18, 4),
    currency text not null,
    download_id integer not null,
    line bigint not null
);

create table if not exists removal_shipment (
    requested_on date,
    order_id text not null,
    shipped_on date not null,
    sku text not null,
    fnsku text not null,
    disposition text not null,
    shipped_quantity integer,
    carrier text not null,
    tracking_number text not null,
    order_type text not null,
    download_id integer not null,
    line bigint not null
);

create table if not exists removal_receipt (
    order_id text not null,
    tracking_number text not null,
    fnsku text not null,
    quantity_received integer,
    received_on date,
    condition text not null,
    note text not null,
    download_id integer not null,
    line bigint not null
);
