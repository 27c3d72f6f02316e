-- The payment line behind each claim on a payment that can be filed: what a reversal took and gave back, or what was
-- paid and the approved cost it is held against.
--
-- paid_amount and paid_units are those of the payment with its top-ups; a reversal names the payment it reverses.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, payment, reversal, paid, payment_price, decision
-- params:  none
-- outputs: claim_id, original_id, paid_on, taken_units, given_units, paid_amount, paid_units, cost_price,
--          cost_approved_on
with taken_back as (
    select root_no, sum(taken_units)::integer as units
    from reversal
    where root_no is not null
    group by root_no
)
select
    claim.claim_id,
    payment.original_reimbursement_id as original_id,
    coalesce(reversal.paid_on, paid.approved_on) as paid_on,
    coalesce(reversal.taken_units, taken_back.units, 0) as taken_units,
    coalesce(reversal.given_units, 0) as given_units,
    paid.money as paid_amount,
    coalesce(paid.cash_units, 0) as paid_units,
    payment_price.cost_price,
    payment_price.cost_approved_on
from claim
join open_loss on open_loss.loss_no = claim.loss_no and open_loss.source = 'payment'
join payment on payment.payment_no = open_loss.source_no
left join reversal on reversal.payment_no = payment.payment_no
left join paid on claim.claim_type = 'reimbursement_underpaid' and paid.root_no = payment.payment_no
left join taken_back on claim.claim_type = 'reimbursement_underpaid' and taken_back.root_no = payment.payment_no
left join payment_price on claim.claim_type = 'reimbursement_underpaid' and payment_price.event_no = payment.payment_no
left join decision as reported
    on reported.part_claim_id = claim.claim_id and reported.is_reported and claim.status = 'dismissed'
where (claim.status = 'claimable' or reported.part_claim_id is not null)
