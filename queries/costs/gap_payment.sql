-- What Amazon's own payments say a unit is worth to it: cash payments for units lost or damaged before a customer's order,
-- approved since the cost rule began in their region, each held against the cost of its day (at most the cap).
--
-- Left out is whatever may show another thing than Amazon's value for a sellable unit: a condition that is not new, a
-- payment for a loss in doubt for its code or disposition, a line whose original is unknown, and lines of which one may top
-- up the other. Below is by more than the share that underpayments are let pass (policy/valuation.toml).
--
-- grain:   root_no
-- inputs:  paid, payment, payment_price, cost_rule, value_cap, rate_span, underpayment_tolerance, short_payment, matched,
--          numbered_loss, cover
-- params:  as_of
-- outputs: root_no, product, region, currency, sku, fnsku, approved_on, reimbursement_id, cash_units, amount_each,
--          short_money, is_below
with covered_doubtful as (
    select distinct cover.source_no as root_no
    from matched
    join numbered_loss on numbered_loss.loss_no = matched.loss_no
    join cover on cover.cover_no = matched.cover_no
    where cover.source = 'reimbursement' and numbered_loss.question in ('disposition_unsellable', 'damage_code')
),
expected as (
    select
        paid.root_no,
        paid.product,
        paid.region,
        paid.currency,
        paid.sku,
        payment.fnsku,
        paid.approved_on,
        paid.reimbursement_id,
        paid.cash_units,
        paid.money,
        case
            when value_cap.amount is null then payment_price.cost_price
            when value_cap.currency = paid.currency then least(payment_price.cost_price, value_cap.amount)
            when rate_span.factor is not null then least(
                payment_price.cost_price, cast(round(value_cap.amount * rate_span.factor, 10) as decimal(24, 10))
            )
        end as unit_cost,
        coalesce(own_tolerance.share, general_tolerance.share) as share
    from paid
    join payment on payment.payment_no = paid.root_no
    join payment_price on payment_price.event_no = paid.root_no
    join cost_rule on cost_rule.region = paid.region and paid.approved_on >= cost_rule.effective_from
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
    left join short_payment on short_payment.root_no = paid.root_no and short_payment.first_question <> ''
    left join covered_doubtful on covered_doubtful.root_no = paid.root_no
    where paid.money > 0
        and paid.is_root_known
        and (payment.condition = '' or lower(payment.condition) like 'new%')
        and short_payment.root_no is null
        and covered_doubtful.root_no is null
)
select
    root_no,
    product,
    region,
    currency,
    sku,
    fnsku,
    approved_on,
    reimbursement_id,
    cash_units,
    cast(
        (2 * cast(money * 10000 as bigint) + cash_units) // (2 * cash_units) as decimal(18, 4)
    ) * cast(0.0001 as decimal(5, 4)) as amount_each,
    unit_cost * cash_units - money as short_money,
    unit_cost * cash_units - money > share * unit_cost * cash_units as is_below
from expected
where unit_cost is not null
