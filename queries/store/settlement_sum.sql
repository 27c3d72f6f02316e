-- Sums what a staged file says of each settlement in it, and lays out its lines.
--
-- A settlement is whole where its lines, all in one currency, add up to the one total that it states. Lines take the
-- currency that the first row of their settlement states. `way` says what becomes of the lines: a settlement that is not
-- stored yet is appended.
--
-- grain:   none
-- inputs:  staged_settlement, settlement
-- params:  none
-- outputs: none
create or replace temp table incoming_settlement as
with said as (
    select
        settlement_id,
        min(start_on) as start_on,
        max(end_on) as end_on,
        max(deposit_on) as deposit_on,
        min_by(total_amount, rowid) as total_amount,
        min_by(currency, rowid) filter (where total_amount is not null) as total_currency,
        min(nullif(currency, '')) as currency,
        count(distinct total_amount) as total_count,
        count(distinct nullif(currency, '')) as currency_count,
        count(*) as row_count,
        count(*) filter (where amount is null) as head_count,
        sum(amount) as line_sum,
        min(rowid) filter (where total_amount is not null) as head_row,
        min(rowid) as first_row,
        min(line) filter (where total_amount is not null) as head_line,
        min(line) as least_line,
        min(download_id) as download_id
    from staged_settlement
    group by settlement_id
)

select
    said.settlement_id,
    said.start_on,
    said.end_on,
    said.deposit_on,
    said.total_amount,
    coalesce(nullif(said.total_currency, ''), said.currency, stored.currency, '') as currency,
    said.total_count > 1 or said.currency_count > 1 as is_contradictory,
    coalesce(
        said.total_count = 1 and said.currency_count <= 1 and said.line_sum = said.total_amount,
        false
    ) as is_whole,
    said.row_count,
    said.head_count,
    stored.settlement_id is not null as is_stored,
    case when stored.settlement_id is null then 'append' end as way,
    said.download_id,
    coalesce(
        said.head_line,
        said.least_line,
        coalesce(said.head_row, said.first_row) - (select min(rowid) from staged_settlement) + getvariable('first_line')
    ) as line
from said
left join settlement as stored
    on said.settlement_id = stored.settlement_id;

create or replace temp view incoming_settlement_line as
select
    staged.rowid as row_id,
    staged.settlement_id,
    case when staged.currency = '' then incoming.currency else staged.currency end as currency,
    staged.transaction_type,
    staged.order_id,
    staged.merchant_order_id,
    staged.adjustment_id,
    staged.shipment_id,
    staged.marketplace_name,
    staged.amount_type,
    staged.amount_description,
    staged.amount,
    staged.fulfillment_id,
    staged.posted_on,
    staged.posted_at,
    staged.order_item_code,
    staged.sku,
    staged.quantity_purchased,
    staged.promotion_id,
    staged.download_id,
    coalesce(
        staged.line,
        staged.rowid - (select min(rowid) from staged_settlement) + getvariable('first_line')
    ) as line,
    incoming.way
from staged_settlement as staged
inner join incoming_settlement as incoming
    on staged.settlement_id = incoming.settlement_id
where staged.amount is not null;
