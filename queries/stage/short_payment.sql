-- Payments for units lost or damaged before an order that lie below the cost of that day: by more than 5 % of it and
-- by more than 1.00 in all (policy/valuation.toml), approved since the cost rule began in the region.
--
-- Units are the cash units less those that reversals took. A question where the payment that this line tops up is not
-- in the data, a later line looks like the difference, the condition is not new, or the cost is not approved.
--
-- grain:   root_no
-- inputs:  paid, payment, payment_price, reversal, cost_rule, value_cap, rate_span, underpayment_tolerance, currency,
--          records
-- params:  as_of
-- outputs: root_no, approved_on, reimbursement_id, sku, units, first_question, last_question, unit_value
with taken_back as (
    select root_no, cast(sum(taken_units) as integer) as units
    from reversal
    where root_no is not null
    group by root_no
),
capped as (
    select
        paid.root_no,
        paid.approved_on,
        paid.reimbursement_id,
        paid.sku,
        paid.product,
        paid.reason_key,
        paid.currency,
        paid.money,
        paid.cash_units,
        paid.cash_units - coalesce(taken_back.units, 0) as units,
        paid.is_root_known,
        case
            when value_cap.amount is null then payment_price.cost_price
            when value_cap.currency = paid.currency then least(payment_price.cost_price, value_cap.amount)
            when rate_span.factor is not null then least(
                payment_price.cost_price, cast(round(value_cap.amount * rate_span.factor, 10) as decimal(24, 10))
            )
        end as expected,
        payment_price.cost_approved_on,
        coalesce(own_tolerance.share, general_tolerance.share) as share,
        coalesce(own_tolerance.total, general_tolerance.total) as total,
        coalesce(currency.minor_digits, 2) as minor_digits
    from paid
    join payment_price on payment_price.event_no = paid.root_no
    join cost_rule on cost_rule.region = paid.region and paid.approved_on >= cost_rule.effective_from
    cross join records
    left join taken_back on taken_back.root_no = paid.root_no
    left join value_cap
        on value_cap.region = paid.region
        and value_cap.effective_from <= $as_of
        and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
    left join rate_span
        on value_cap.currency <> paid.currency
        and rate_span.from_currency = value_cap.currency
        and rate_span.to_currency = paid.currency
        and rate_span.rate_on <= paid.approved_on
        and rate_span.rate_until > paid.approved_on
    left join underpayment_tolerance as own_tolerance on own_tolerance.currency = paid.currency
    left join underpayment_tolerance as general_tolerance on general_tolerance.currency = ''
    left join currency on currency.currency = paid.currency
    where paid.money is not null
        and paid.approved_on >= records.records_begin
        and not paid.is_no_claim_sku
),
short as (
    select
        *,
        expected * cash_units - money as gap
    from capped
    where units > 0
        and expected * cash_units - money > share * expected * cash_units
        and (expected * cash_units - money) * units > total * cash_units
),
valued as (
    select
        *,
        case minor_digits
            when 0 then cast((2 * cast(round(gap, 6) * 1000000 as bigint) + cash_units * 1000000) // (2 * cash_units * 1000000) as decimal(18, 4))
            when 3 then cast((2 * cast(round(gap, 6) * 1000000 as bigint) + cash_units * 1000) // (2 * cash_units * 1000) as decimal(18, 4)) * cast(0.001 as decimal(4, 3))
            else cast((2 * cast(round(gap, 6) * 1000000 as bigint) + cash_units * 10000) // (2 * cash_units * 10000) as decimal(18, 4)) * cast(0.01 as decimal(4, 2))
        end as unit_value
    from short
),
-- A later payment of the same FNSKU and reason that equals the gap may be its top-up. Held against the distinct
-- amounts of a product, never payment against payment: one FNSKU may have tens of thousands of both.
paid_amount as (
    select product, reason_key, currency, money, cash_units, max(root_no) as last_no
    from paid
    where money > 0
    group by product, reason_key, currency, money, cash_units
),
gap_amount as (
    select product, reason_key, currency, gap, cash_units, min(root_no) as first_no
    from valued
    group by product, reason_key, currency, gap, cash_units
),
topped_up as (
    select valued.root_no
    from valued
    join paid_amount
        on paid_amount.product = valued.product
        and paid_amount.reason_key = valued.reason_key
        and paid_amount.currency = valued.currency
        and paid_amount.last_no > valued.root_no
        and abs(
            paid_amount.money * valued.cash_units - valued.gap * greatest(paid_amount.cash_units, 1)
        ) <= 0.01 * greatest(paid_amount.cash_units, 1) * valued.cash_units
    union
    select valued.root_no
    from valued
    join gap_amount
        on gap_amount.product = valued.product
        and gap_amount.reason_key = valued.reason_key
        and gap_amount.currency = valued.currency
        and gap_amount.first_no < valued.root_no
        and abs(
            valued.money * gap_amount.cash_units - gap_amount.gap * valued.cash_units
        ) <= 0.01 * valued.cash_units * gap_amount.cash_units
)
select
    valued.root_no,
    valued.approved_on,
    valued.reimbursement_id,
    valued.sku,
    valued.units,
    case
        when not valued.is_root_known then 'original_unknown'
        when topped_up.root_no is not null then 'topped_up_later'
        else ''
    end as first_question,
    case
        when payment.condition <> '' and lower(payment.condition) not like 'new%' then 'condition_not_new'
        when valued.cost_approved_on is null or valued.cost_approved_on > $as_of then 'cost_not_approved'
        else ''
    end as last_question,
    cast(valued.unit_value as decimal(18, 4)) as unit_value
from valued
join payment on payment.payment_no = valued.root_no
left join topped_up on topped_up.root_no = valued.root_no
