-- Payment lines that the match could not use: reversals of a payment we do not have, and unknown reasons.
--
-- grain:   payment_no
-- inputs:  payment, reversal, payment_reason
-- params:  none
-- outputs: payment_no, reimbursement_id, approved_on, reason, sku, currency, amount, why
select
    payment.payment_no,
    payment.reimbursement_id,
    payment.approved_on,
    payment.reason,
    payment.sku,
    payment.currency,
    payment.amount_total as amount,
    case
        when payment.is_reversal and reversal.root_no is not null then 'a reversal that states no cash and no inventory units'
        when payment.is_reversal then 'reverses a payment that is not in the data'
        else 'reason not known'
    end as why
from payment
left join reversal on reversal.payment_no = payment.payment_no
left join payment_reason on payment_reason.reason_key = payment.reason_key
where (payment.is_reversal and (reversal.root_no is null or reversal.taken_units + reversal.given_units = 0))
    or (
        not payment.is_reversal
        and payment_reason.reason_key is null
        -- these cover removals whatever their exact words
        and payment.reason_key not like '%removal%'
    )
