-- Units that reversals took back without giving a unit (pass 3), and units they gave back (pass 0: a found unit
-- must stand behind each; nothing is claimed for them).
--
-- grain:   source_no, part
-- inputs:  payment, reversal, records
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question
with event as (
    select
        payment.payment_no,
        payment.approved_on,
        payment.reimbursement_id,
        payment.sku,
        payment.region,
        payment.product,
        reversal.paid_on,
        reversal.lost_units,
        reversal.given_units,
        reversal.is_unit_guessed,
        records.has_ledger,
        row_number() over (
            partition by payment.approved_on, payment.reimbursement_id, payment.sku, payment.product
            order by payment.payment_no
        ) as occurrence
    from reversal
    join payment on payment.payment_no = reversal.payment_no
    cross join records
    where not payment.is_no_claim_sku and payment.approved_on >= records.records_begin
)
select
    'reimbursement_reversed' as claim_type,
    'payment' as source,
    payment_no as source_no,
    'given_back' as part,
    0 as pass,
    concat('given_back|', region, '|', product) as pool,
    coalesce(paid_on, approved_on) as event_date,
    reimbursement_id as reference_id,
    sku,
    occurrence,
    given_units as units,
    '' as question
from event
where given_units > 0
union all
select
    'reimbursement_reversed' as claim_type,
    'payment' as source,
    payment_no as source_no,
    'rest' as part,
    3 as pass,
    concat('reversed|', region, '|', product) as pool,
    approved_on as event_date,
    reimbursement_id as reference_id,
    sku,
    occurrence,
    lost_units as units,
    case
        when not has_ledger then 'no_ledger'
        when is_unit_guessed then 'reversal_without_units'
        else ''
    end as question
from event
where lost_units > 0
