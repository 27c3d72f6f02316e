-- Payments of which Amazon took units back: how many in all, and the first line that did.
--
-- grain:   cover_key
-- inputs:  reversal, payment
-- params:  none
-- outputs: cover_key, loss_key, units, taken_on, reference_id, download_id, line
select
    concat('reimbursement|', cast(root.download_id as varchar), '|', cast(root.line as varchar)) as cover_key,
    -- the payment as the loss of a claim for more: paid below cost
    concat('payment|rest|', cast(root.download_id as varchar), '|', cast(root.line as varchar)) as loss_key,
    cast(sum(reversal.taken_units) as integer) as units,
    min(payment.approved_on) as taken_on,
    min_by(payment.reimbursement_id, payment.payment_no) as reference_id,
    min_by(payment.download_id, payment.payment_no) as download_id,
    min_by(payment.line, payment.payment_no) as line
from reversal
join payment on payment.payment_no = reversal.payment_no
join payment as root on root.payment_no = reversal.root_no
group by root.download_id, root.line
