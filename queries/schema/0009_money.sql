-- Settlements (one row a settlement, and its lines) and the lines of all orders.
--
-- A settlement whose lines do not add up to its total is not complete: it covers no day.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists settlement (
    settlement_id text not null,
    start_on date,
    end_on date,
    deposit_on date,
    total_amount decimal(18, 4),
    currency text not null,
    is_complete boolean not null,
    download_id integer not null,
    line bigint not null
);

create table if not exists settlement_line (
    settlement_id text not null,
    currency text not null,
    transaction_type text not null,
    order_id text not null,
    merchant_order_id text not null,
    adjustment_id text not null,
    shipment_id text not null,
    marketplace_name text not null,
    amount_type text not null,
    amount_description text not null,
    amount decimal(18, 4),
    fulfillment_id text not null,
    posted_on date,
    posted_at timestamp,
    order_item_code text not null,
    sku text not null,
    quantity_purchased integer,
    promotion_id text not null,
    download_id integer not null,
    line bigint not null
);

create table if not exists order_line (
    order_id text not null,
    merchant_order_id text not null,
    purchased_on date,
    updated_on date,
    order_status text not null,
    fulfillment_channel text not null,
    sales_channel text not null,
    sku text not null,
    asin text not null,
    item_status text not null,
    quantity integer,
    currency text not null,
    item_price decimal(18, 4),
    order_item_id text not null,
    download_id integer not null,
    line bigint not null
);
