-- The line of the Reimbursements report that each of the claims rests on, as Amazon states it, and what it reverses or
-- what its family paid in all.
--
-- original_*: the payment that a reversal takes back. family_*: a payment below cost together with the lines that top
-- it up, and the units that reversals took of it since.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, payment, reimbursement, reversal, paid, currency, download
-- params:  claim_ids
-- outputs: claim_id, approved_on, reimbursement_id, stated_case_id, order_id, reason, sku, fnsku, condition, currency,
--          minor_digits, amount_per_unit, amount_total, quantity_cash, quantity_inventory, quantity_total,
--          original_id, file_name, line, taken_units, given_units, is_unit_guessed, original_on, original_money,
--          original_units, original_file_name, original_line, family_money, family_units, family_lines,
--          family_taken_units
with taken_back as (
    select root_no, cast(sum(taken_units) as integer) as units
    from reversal
    where root_no is not null
    group by root_no
)
select
    claim.claim_id,
    payment.approved_on,
    payment.reimbursement_id,
    payment.case_id as stated_case_id,
    payment.order_id,
    payment.reason,
    payment.sku,
    payment.fnsku,
    payment.condition,
    payment.currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    payment.amount_per_unit,
    payment.amount_total,
    reimbursement.quantity_cash,
    reimbursement.quantity_inventory,
    reimbursement.quantity_total,
    payment.original_reimbursement_id as original_id,
    coalesce(download.file_name, '') as file_name,
    payment.line,
    reversal.taken_units,
    reversal.given_units,
    reversal.is_unit_guessed,
    reversal.paid_on as original_on,
    reversal.paid_money as original_money,
    reversal.paid_units as original_units,
    coalesce(original_download.file_name, '') as original_file_name,
    original.line as original_line,
    paid.money as family_money,
    paid.cash_units as family_units,
    paid.line_count as family_lines,
    case when paid.root_no is not null then coalesce(taken_back.units, 0) end as family_taken_units
from claim
join open_loss on open_loss.loss_no = claim.loss_no and open_loss.source = 'payment'
join payment on payment.payment_no = open_loss.source_no
left join reimbursement
    on reimbursement.download_id = payment.download_id
    and reimbursement.line = payment.line
left join reversal on reversal.payment_no = payment.payment_no
left join payment as original on original.payment_no = reversal.root_no
left join paid on claim.claim_type = 'reimbursement_underpaid' and paid.root_no = payment.payment_no
left join taken_back on taken_back.root_no = paid.root_no
left join currency on currency.currency = payment.currency
left join download on download.download_id = payment.download_id
left join download as original_download on original_download.download_id = original.download_id
where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
order by claim.claim_id
