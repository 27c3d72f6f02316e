-- Reversals: units that Amazon took back, gave back and thereby lost, with the payment they reverse.
--
-- Taken back are the cash units, given back the inventory units, lost their difference. Where all quantities are zero
-- the units are the amount divided by the original's amount per unit if that is whole (as stated, else its total by its
-- units), else one unit and a question.
--
-- grain:   payment_no
-- inputs:  payment, payment_root, paid
-- params:  none
-- outputs: payment_no, root_no, paid_on, paid_money, paid_units, is_paid_in_cash,
--          taken_units, given_units, lost_units, is_unit_guessed
with candidate as (
    select
        payment.payment_no,
        payment_root.root_no,
        original.amount_total as original_amount,
        original.cash_units as original_units,
        original.amount_per_unit as original_each,
        row_number() over (
            partition by payment.payment_no
            order by
                case when original.sku = payment.sku then 0 else 1 end,
                case when original.reason_key = payment.original_reason_key then 0 else 1 end,
                original.units desc,
                original.payment_no
        ) as choice
    from payment
    join payment as original
        on original.reimbursement_id = payment.original_reimbursement_id
        and original.product = payment.product
        and not original.is_reversal
    join payment_root on payment_root.payment_no = original.payment_no
    where payment.is_reversal and payment.original_reimbursement_id <> ''
),
linked as (
    select
        payment.payment_no,
        paid.root_no,
        paid.approved_on as paid_on,
        paid.money as paid_money,
        case when paid.cash_units > 0 then paid.cash_units else paid.units end as paid_units,
        coalesce(paid.cash_units > 0, false) as is_paid_in_cash,
        payment.cash_units,
        payment.inventory_units,
        payment.has_no_units,
        candidate.original_units,
        -- of a payment in stock only, nobody knows what was paid per unit
        case when candidate.original_amount > 0 then cast(abs(candidate.original_each) * 10000 as bigint) end as original_each_money,
        cast(abs(payment.amount_total) * 10000 as bigint) as reversed_money,
        cast(abs(candidate.original_amount) * 10000 as bigint) as original_money
    from payment
    left join candidate on candidate.payment_no = payment.payment_no and candidate.choice = 1
    left join paid on paid.root_no = candidate.root_no
    where payment.is_reversal
),
counted as (
    select
        *,
        has_no_units and original_money > 0 and original_units > 0
            and (reversed_money * original_units) % nullif(original_money, 0) = 0 as is_whole,
        has_no_units and original_each_money > 0
            and reversed_money % nullif(original_each_money, 0) = 0 as is_whole_as_stated
    from linked
),
taken as (
    select
        *,
        case
            when not has_no_units then cash_units
            when is_whole_as_stated and reversed_money > 0
                then cast(reversed_money // nullif(original_each_money, 0) as integer)
            when is_whole and reversed_money > 0 then cast((reversed_money * original_units) // nullif(original_money, 0) as integer)
            else 1
        end as taken_units,
        has_no_units
        and not coalesce((is_whole or is_whole_as_stated) and reversed_money > 0, false) as is_unit_guessed
    from counted
)
select
    payment_no,
    root_no,
    paid_on,
    paid_money,
    paid_units,
    is_paid_in_cash,
    taken_units,
    inventory_units as given_units,
    greatest(taken_units - inventory_units, 0) as lost_units,
    is_unit_guessed
from taken
