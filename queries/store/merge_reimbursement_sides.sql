-- Lays out the staged and the stored reimbursement lines for pairing.
--
-- The approval date names no line: Seller Central writes it in local time, the API in UTC.
--
-- grain:   none
-- inputs:  staged_reimbursement, reimbursement
-- params:  none
-- outputs: none
create or replace temp macro reason_key(reason) as (
    regexp_replace(lower(reason), '[ _:-]', '', 'g')
);

create or replace temp view merge_incoming as
select
    rowid as row_id,
    hash(
        reimbursement_id, sku, fnsku, reason_key(reason), case_id, order_id, amount_per_unit,
        amount_total, quantity_cash, quantity_inventory, quantity_total, original_reimbursement_id
    ) as identity_key,
    hash(
        approved_on, approved_at, asin, product_name, condition, currency,
        original_reimbursement_type
    ) as value_key,
    epoch(coalesce(approved_at, cast(approved_on as timestamp))) as sort_figure,
    concat_ws(
        chr(31), approved_on, currency, condition, asin, original_reimbursement_type, product_name
    ) as sort_text
from staged_reimbursement;

create or replace temp view merge_stored as
select
    rowid as row_id,
    hash(
        reimbursement_id, sku, fnsku, reason_key(reason), case_id, order_id, amount_per_unit,
        amount_total, quantity_cash, quantity_inventory, quantity_total, original_reimbursement_id
    ) as identity_key,
    hash(
        approved_on, approved_at, asin, product_name, condition, currency,
        original_reimbursement_type
    ) as value_key,
    epoch(coalesce(approved_at, cast(approved_on as timestamp))) as sort_figure,
    concat_ws(
        chr(31), approved_on, currency, condition, asin, original_reimbursement_type, product_name
    ) as sort_text
from reimbursement;
