-- Every line of the Reimbursements report.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists reimbursement (
    approved_on date not null,
    approved_at timestamp,
    approved_at_text text not null,
    reimbursement_id text not null,
    case_id text not null,
    order_id text not null,
    reason text not null,
    sku text not null,
    fnsku text not null,
    asin text not null,
    product_name text not null,
    condition text not null,
    currency text not null,
    amount_per_unit decimal(18, 4),
    amount_total decimal(18, 4),
    quantity_cash integer,
    quantity_inventory integer,
    quantity_total integer,
    original_reimbursement_id text not null,
    original_reimbursement_type text not null,
    download_id integer not null,
    line bigint not null
);
