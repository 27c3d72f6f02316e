-- Copies the rows that claims rest on out of a ledger loaded straight, with their line.
--
-- Rows stand in file order and row ids of an uncommitted load begin at 2^55, so the line is the
-- distance from the first row plus the line on which the data begins.
--
-- grain:   none
-- inputs:  ledger_detail, ledger_evidence
-- params:  first_line
-- outputs: none
insert into ledger_evidence
select
    event_date,
    fnsku,
    asin,
    msku,
    title,
    event_type,
    reference_id,
    quantity,
    fulfillment_center,
    disposition,
    reason,
    country,
    reconciled_quantity,
    unreconciled_quantity,
    download_id,
    rowid - (select min(rowid) from ledger_detail) + $first_line as line
from ledger_detail
where event_type in ('Adjustments', 'Receipts', 'CustomerReturns', 'VendorReturns')
