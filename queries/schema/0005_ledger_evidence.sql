-- The ledger rows that claims rest on, with their line in the file.
--
-- A download loaded straight stands in file order and nothing is ever deleted, so the line of its rows is their distance
-- from its first row. Copying these rows out to number them cost a tenth of the import.
--
-- grain:   none
-- inputs:  ledger_detail, ledger_straight
-- params:  none
-- outputs: none
create view if not exists ledger_evidence as
with straight as (
    select
        ledger_straight.download_id,
        ledger_straight.first_line,
        min(ledger_detail.rowid) as first_row
    from ledger_straight
    join ledger_detail on ledger_detail.download_id = ledger_straight.download_id and ledger_detail.line is null
    group by ledger_straight.download_id, ledger_straight.first_line
)

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
    coalesce(ledger_detail.line, ledger_detail.rowid - straight.first_row + straight.first_line) as line
from ledger_detail
left join straight on straight.download_id = ledger_detail.download_id
where ledger_detail.event_type in ('Adjustments', 'Receipts', 'CustomerReturns', 'VendorReturns');
