-- What customers sent back, what Amazon sent them again, and what they got back by the seller's own sheet.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists customer_return (
    returned_on date not null,
    returned_at timestamp,
    order_id text not null,
    sku text not null,
    fnsku text not null,
    asin text not null,
    product_name text not null,
    quantity integer,
    fulfillment_center text not null,
    disposition text not null,
    reason text not null,
    status text not null,
    license_plate text not null,
    download_id integer not null,
    line bigint not null
);

create table if not exists replacement (
    shipped_on date not null,
    sku text not null,
    asin text not null,
    fulfillment_center text not null,
    original_fulfillment_center text not null,
    quantity integer,
    reason_code text not null,
    replacement_order_id text not null,
    original_order_id text not null,
    download_id integer not null,
    line bigint not null
);

create table if not exists customer_refund (
    order_id text not null,
    sku text not null,
    fnsku text not null,
    asin text not null,
    quantity integer,
    refunded_on date not null,
    amount decimal(18, 4),
    currency text not null,
    initiated_by text not null,
    download_id integer not null,
    line bigint not null
);
