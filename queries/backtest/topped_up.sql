-- Lines that top up a payment, by the payment as the loss of a claim for more.
--
-- grain:   loss_key, download_id, line
-- inputs:  payment_root, payment
-- params:  none
-- outputs: loss_key, place, covered_on, reference_id, case_id, currency, amount, download_id, line
select
    concat('payment|rest|', cast(root.download_id as varchar), '|', cast(root.line as varchar)) as loss_key,
    payment.payment_no as place,
    payment.approved_on as covered_on,
    payment.reimbursement_id as reference_id,
    payment.case_id,
    payment.currency,
    payment.amount_total as amount,
    payment.download_id,
    payment.line
from payment_root
join payment on payment.payment_no = payment_root.payment_no
join payment as root on root.payment_no = payment_root.root_no
where payment_root.payment_no <> payment_root.root_no
