-- Lays out the staged and the stored ledger rows of the same days for pairing.
--
-- Both sides give a key of what names an event, a key of what Amazon rewrites, and a total order
-- among equal events in which the order of lines has no say.
--
-- grain:   none
-- inputs:  staged_ledger, ledger_detail
-- params:  none
-- outputs: none
create or replace temp macro event_key(
    event_date, fnsku, msku, event_type, reference_id, quantity, center, disposition, reason
) as (
    hash(
        event_date, fnsku, case when fnsku = '' then msku else '' end, event_type, reference_id,
        quantity, center, disposition, reason
    )
);

create or replace temp macro rewritten_text(msku, asin, title, country, reconciled) as (
    concat_ws(chr(31), coalesce(cast(reconciled as varchar), '-'), msku, asin, country, title)
);

create or replace temp view merge_incoming as
select
    rowid as row_id,
    event_key(
        event_date, fnsku, msku, event_type, reference_id, quantity, fulfillment_center,
        disposition, reason
    ) as identity_key,
    hash(msku, asin, title, country, reconciled_quantity, unreconciled_quantity) as value_key,
    unreconciled_quantity as sort_figure,
    rewritten_text(msku, asin, title, country, reconciled_quantity) as sort_text
from staged_ledger;

create or replace temp view merge_stored as
select
    rowid as row_id,
    event_key(
        event_date, fnsku, msku, event_type, reference_id, quantity, fulfillment_center,
        disposition, reason
    ) as identity_key,
    hash(msku, asin, title, country, reconciled_quantity, unreconciled_quantity) as value_key,
    unreconciled_quantity as sort_figure,
    rewritten_text(msku, asin, title, country, reconciled_quantity) as sort_text
from ledger_detail
where event_date between getvariable('first_day') and getvariable('last_day');
