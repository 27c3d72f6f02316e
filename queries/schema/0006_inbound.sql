-- Shipments to Amazon: the seller's own sheet, and Seller Central's shipping queue and shipment contents.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists inbound_shipment (
    shipment_id text not null,
    status text not null,
    destination_fc text not null,
    shipped_on date,
    delivered_on date,
    closed_on date,
    sku text not null,
    fnsku text not null,
    asin text not null,
    quantity_shipped integer,
    quantity_received integer,
    amazon_status text not null,
    carrier text not null,
    tracking_id text not null,
    cartons integer,
    weight_kg decimal(18, 4),
    download_id integer not null,
    line bigint not null
);

create table if not exists shipping_queue (
    shipment_id text not null,
    shipment_name text not null,
    status text not null,
    created_on date,
    updated_on date,
    ship_to text not null,
    units_expected integer,
    units_located integer,
    download_id integer not null,
    line bigint not null
);

create table if not exists shipment_content (
    shipment_id text not null,
    sku text not null,
    fnsku text not null,
    asin text not null,
    title text not null,
    condition text not null,
    quantity_shipped integer,
    download_id integer not null,
    line bigint not null
);
