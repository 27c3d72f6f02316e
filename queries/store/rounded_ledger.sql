-- A reference id that a spreadsheet rounded, among the evidence rows of a staged ledger file.
--
-- grain:   rounded_id
-- inputs:  staged_ledger
-- params:  download
-- outputs: rounded_id
select min(reference_id) as rounded_id
from staged_ledger
where download_id = $download
    and event_type in ('Adjustments', 'Receipts', 'CustomerReturns', 'VendorReturns')
    and regexp_full_match(reference_id, '[0-9]([.,][0-9]+)?E\+[0-9]+', 'i')
