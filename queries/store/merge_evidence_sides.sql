-- Lays out the staged and the stored evidence rows of the same days for pairing.
--
-- grain:   none
-- inputs:  staged_ledger, ledger_evidence
-- params:  none
-- outputs: none
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
from staged_ledger
where event_type in ('Adjustments', 'Receipts', 'CustomerReturns', 'VendorReturns');

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
from ledger_evidence
where event_date between getvariable('first_day') and getvariable('last_day');
