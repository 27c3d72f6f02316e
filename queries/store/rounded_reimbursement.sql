-- An id that a spreadsheet rounded, among the rows of a staged Reimbursements file.
--
-- grain:   rounded_id
-- inputs:  staged_reimbursement
-- params:  download
-- outputs: rounded_id
with named as (
    select unnest([reimbursement_id, case_id, order_id, original_reimbursement_id]) as named_id
    from staged_reimbursement
    where download_id = $download
)

select min(named_id) as rounded_id
from named
where regexp_full_match(named_id, '[0-9]([.,][0-9]+)?E\+[0-9]+', 'i')
