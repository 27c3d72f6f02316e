-- Units that a reversal gave back at a higher amount per unit than Amazon had paid for them: a question, never a claim.
--
-- grain:   source_no, part
-- inputs:  payment, reversal, records, currency
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question,
--          unit_value
with compared as (
    select
        payment.payment_no,
        payment.approved_on,
        payment.reimbursement_id,
        payment.sku,
        reversal.given_units,
        reversal.paid_units,
        greatest(reversal.taken_units, 1) as taken_units,
        cast(abs(payment.amount_total) * 10000 as bigint) * reversal.paid_units
        - cast(reversal.paid_money * 10000 as bigint) * greatest(reversal.taken_units, 1) as excess,
        coalesce(currency.minor_digits, 2) as minor_digits
    from reversal
    join payment on payment.payment_no = reversal.payment_no
    cross join records
    left join currency on currency.currency = payment.currency
    where reversal.given_units > 0
        and reversal.is_paid_in_cash
        and reversal.paid_units > 0
        and not payment.is_no_claim_sku
        and payment.approved_on >= records.records_begin
)
select
    'reimbursement_reversed' as claim_type,
    'payment' as source,
    payment_no as source_no,
    'above_paid' as part,
    9 as pass,
    '' as pool,
    approved_on as event_date,
    reimbursement_id as reference_id,
    sku,
    1 as occurrence,
    given_units as units,
    'reversed_above_paid' as question,
    cast(
        case minor_digits
            when 0 then cast((2 * excess + taken_units * paid_units * 10000) // (2 * taken_units * paid_units * 10000) as decimal(18, 4))
            when 3 then cast((2 * excess + taken_units * paid_units * 10) // (2 * taken_units * paid_units * 10) as decimal(18, 4)) * cast(0.001 as decimal(4, 3))
            else cast((2 * excess + taken_units * paid_units * 100) // (2 * taken_units * paid_units * 100) as decimal(18, 4)) * cast(0.01 as decimal(4, 2))
        end as decimal(18, 4)
    ) as unit_value
from compared
where 2 * excess >= taken_units * paid_units * case minor_digits when 0 then 10000 when 3 then 10 else 100 end
