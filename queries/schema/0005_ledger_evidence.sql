-- The ledger rows that claims rest on, with their line in the file.
--
-- The download loaded straight is the first of its account, stands in file order, and nothing is ever deleted: the line
-- of its rows is their distance from the first row of all. Copying these rows out to number them cost a tenth of the
-- import.
--
-- grain:   none
-- inputs:  ledger_detail, ledger_straight
-- params:  none
-- outputs: none
create view if not exists ledger_evidence as
select
    ledger_detail.event_date,
    ledger_detail.fnsku,
    ledger_detail.asin,
    ledger_detail.msku,
    ledger_detail.title,
    ledger_detail.event_type,
    ledger_detail.reference_id,
    ledger_detail.quantity,
    ledger_detail.fulfillment_center,
    ledger_detail.disposition,
    ledger_detail.reason,
    ledger_detail.country,
    ledger_detail.reconciled_quantity,
    ledger_detail.unreconciled_quantity,
    ledger_detail.download_id,
    coalesce(
        ledger_detail.line,
        ledger_detail.rowid
        - (select min(first.rowid) from ledger_detail as first)
        + (select min(ledger_straight.first_line) from ledger_straight)
    ) as line
from ledger_detail
where ledger_detail.event_type in ('Adjustments', 'Receipts', 'CustomerReturns', 'VendorReturns');
