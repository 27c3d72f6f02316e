-- Families of payment lines: what Amazon paid for, once. Units are those of the largest line, money is the sum.
--
-- grain:   root_no
-- inputs:  payment, payment_root
-- params:  none
-- outputs: root_no, approved_on, reimbursement_id, order_id, reason, reason_key, sku, product, asin, currency, region,
--          is_no_claim_sku, is_root_known, units, cash_units, money, line_count
with family_line as (
    select
        payment_root.root_no,
        payment_root.is_root_known,
        payment.units,
        payment.cash_units,
        payment.amount_total,
        row_number() over (
            partition by payment_root.root_no order by payment.units desc, payment.cash_units desc, payment.payment_no
        ) as size_no
    from payment_root
    join payment on payment.payment_no = payment_root.payment_no
),
family as (
    select
        root_no,
        max(case when size_no = 1 then units end) as units,
        max(case when size_no = 1 then cash_units end) as cash_units,
        cast(sum(amount_total) as decimal(18, 4)) as money,
        cast(count(*) as integer) as line_count,
        bool_and(is_root_known) as is_root_known
    from family_line
    group by root_no
)
select
    family.root_no,
    payment.approved_on,
    payment.reimbursement_id,
    payment.order_id,
    payment.reason,
    payment.reason_key,
    payment.sku,
    payment.product,
    payment.asin,
    payment.currency,
    payment.region,
    payment.is_no_claim_sku,
    family.is_root_known,
    family.units,
    family.cash_units,
    family.money,
    family.line_count
from family
join payment on payment.payment_no = family.root_no
