-- Payment lines that we could not use, with the reason why, the newest first.
--
-- grain:   reimbursement_id, approved_on, reason, sku
-- inputs:  unlisted_payment
-- params:  row_limit
-- outputs: reimbursement_id, approved_on, reason, sku, currency, amount, why, row_total
select
    reimbursement_id,
    approved_on,
    reason,
    sku,
    currency,
    amount,
    why,
    (count(*) over ())::bigint as row_total
from unlisted_payment
order by approved_on desc nulls last, reimbursement_id, reason, sku, amount
limit $row_limit
