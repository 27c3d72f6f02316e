-- A reference id that a spreadsheet rounded, among the evidence rows of a ledger loaded straight.
--
-- grain:   rounded_id
-- inputs:  ledger_detail
-- params:  download
-- outputs: rounded_id
select min(reference_id) as rounded_id
from ledger_detail
where download_id = $download
    and event_type in ('Adjustments', 'Receipts', 'CustomerReturns', 'VendorReturns')
    and regexp_full_match(reference_id, '[0-9]([.,][0-9]+)?E\+[0-9]+', 'i')
