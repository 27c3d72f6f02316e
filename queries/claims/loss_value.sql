-- What one open unit is worth: min(cost, cap) for losses before an order, the amount reversed per unit, the gap of an
-- underpayment, or what the customer got back at most. Rounded half up to the minor unit, once. Nothing is guessed: unknown stays unknown.
--
-- grain:   loss_no
-- inputs:  open_loss, loss_price, late_loss, sale_value, payment, reversal, value_cap, currency
-- params:  as_of
-- outputs: loss_no, unit_value, value_basis, cost_price, minor_digits
with digits as (
    select
        open_loss.loss_no,
        open_loss.claim_type,
        open_loss.part,
        open_loss.source_no,
        open_loss.region,
        open_loss.currency,
        coalesce(currency.minor_digits, 2) as minor_digits
    from open_loss
    left join currency on currency.currency = open_loss.currency
),
raw as (
    select
        digits.loss_no,
        digits.claim_type,
        digits.minor_digits,
        loss_price.cost_price,
        -- least() alone would take the cap where the cost is unknown
        case when loss_price.cost_price is not null then least(loss_price.cost_price, coalesce(value_cap.amount, loss_price.cost_price)) end as capped_cost,
        late_loss.unit_value as late_value,
        case
            when digits.claim_type = 'reimbursement_reversed' and late_loss.loss_no is null and payment.amount_total is not null
                then cast(abs(payment.amount_total) * 10000 as bigint)
            else sale_value.money
        end as shared_money,
        case
            when sale_value.units > 0 then sale_value.units
            when reversal.taken_units > 0 then reversal.taken_units
            else 1
        end as shared_units
    from digits
    left join loss_price on loss_price.event_no = digits.loss_no
    left join sale_value on sale_value.loss_no = digits.loss_no
    left join late_loss on late_loss.loss_no = digits.loss_no
    left join payment on digits.claim_type = 'reimbursement_reversed' and payment.payment_no = digits.source_no
    left join reversal on digits.claim_type = 'reimbursement_reversed' and reversal.payment_no = digits.source_no
    left join value_cap
        on value_cap.region = digits.region
        and value_cap.currency = digits.currency
        and value_cap.effective_from <= $as_of
        and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
),
valued as (
    select
        loss_no,
        claim_type,
        minor_digits,
        cost_price,
        case
            when late_value is not null then late_value
            when claim_type = 'reimbursement_reversed' or claim_type like 'customer_return_%' then
                case minor_digits
                    when 0 then cast((2 * shared_money + shared_units * 10000) // (2 * shared_units * 10000) as decimal(18, 4))
                    when 3 then cast((2 * shared_money + shared_units * 10) // (2 * shared_units * 10) as decimal(18, 4)) * cast(0.001 as decimal(4, 3))
                    else cast((2 * shared_money + shared_units * 100) // (2 * shared_units * 100) as decimal(18, 4)) * cast(0.01 as decimal(4, 2))
                end
            when minor_digits = 0 then round(capped_cost, 0)
            when minor_digits = 3 then round(capped_cost, 3)
            else round(capped_cost, 2)
        end as unit_value
    from raw
)
select
    loss_no,
    cast(unit_value as decimal(18, 4)) as unit_value,
    case
        when unit_value is null then 'unknown'
        when claim_type = 'reimbursement_underpaid' then 'underpayment'
        when claim_type = 'reimbursement_reversed' then 'reversal'
        when claim_type like 'customer_return_%' then 'sale_price'
        else 'cost'
    end as value_basis,
    cast(
        case minor_digits when 0 then round(cost_price, 0) when 3 then round(cost_price, 3) else round(cost_price, 2) end
        as decimal(18, 4)
    ) as cost_price,
    minor_digits
from valued
