-- Pairs the staged lines of settlements that are stored with the stored ones: equal in all columns, as often as both have them.
--
-- grain:   none
-- inputs:  incoming_settlement, incoming_settlement_line, settlement_line
-- params:  none
-- outputs: none
create or replace temp macro line_key(l) as (
    hash(
        l.settlement_id, l.currency, l.transaction_type, l.order_id, l.merchant_order_id, l.adjustment_id,
        l.shipment_id, l.marketplace_name, l.amount_type, l.amount_description, l.amount, l.fulfillment_id,
        l.posted_on, l.posted_at, l.order_item_code, l.sku, l.quantity_purchased, l.promotion_id
    )
);

create or replace temp macro filled_cells(l) as (
    cast(l.order_id <> '' as integer) + cast(l.adjustment_id <> '' as integer)
    + cast(l.shipment_id <> '' as integer) + cast(l.marketplace_name <> '' as integer)
    + cast(l.merchant_order_id <> '' as integer) + cast(l.fulfillment_id <> '' as integer)
    + cast(l.order_item_code <> '' as integer) + cast(l.sku <> '' as integer)
    + cast(l.promotion_id <> '' as integer) + cast(l.posted_on is not null as integer)
    + cast(l.posted_at is not null as integer) + cast(l.quantity_purchased is not null as integer)
);

create or replace temp table paired_settlement_line as
with both_sides as (
    select
        true as is_incoming,
        l.row_id,
        l.settlement_id,
        line_key(l) as line_key,
        filled_cells(l) as filled_cells
    from incoming_settlement_line as l
    semi join incoming_settlement
        on l.settlement_id = incoming_settlement.settlement_id
        and incoming_settlement.is_stored
    union all
    select
        false as is_incoming,
        l.rowid as row_id,
        l.settlement_id,
        line_key(l) as line_key,
        filled_cells(l) as filled_cells
    from settlement_line as l
    semi join incoming_settlement
        on l.settlement_id = incoming_settlement.settlement_id
        and incoming_settlement.is_stored
),

numbered as (
    select
        *,
        row_number() over (partition by line_key, is_incoming order by row_id) as occurrence
    from both_sides
)

select
    *,
    count(*) over (partition by line_key, occurrence) = 2 as is_paired
from numbered;
