-- What a refunded unit is worth at most: the refunded amount per unit, capped. Amazon deducts fees from it.
--
-- A cap in another currency needs a rate of the day; without one the value is unknown.
--
-- grain:   loss_no
-- inputs:  open_loss, refund, damaged_return, value_cap, rate_span
-- params:  as_of
-- outputs: loss_no, money, units
with amount as (
    select
        open_loss.loss_no,
        open_loss.region,
        open_loss.event_date,
        open_loss.currency,
        refund.money,
        refund.money_units as units
    from open_loss
    left join damaged_return on open_loss.source = 'return' and damaged_return.event_no = open_loss.source_no
    join refund
        on refund.refund_no = case when open_loss.source = 'refund' then open_loss.source_no else damaged_return.refund_no end
    where open_loss.source in ('refund', 'return')
        and refund.money is not null
        and refund.money_units > 0
        and refund.question <> 'price_unknown'
),
capped as (
    select
        amount.loss_no,
        amount.money,
        amount.units,
        case
            when value_cap.amount is null then amount.money
            when value_cap.currency = amount.currency then cast(value_cap.amount * 10000 as bigint) * amount.units
            when rate_span.factor is not null
                then cast(round(value_cap.amount * rate_span.factor * 10000, 0) as bigint) * amount.units
        end as cap_money
    from amount
    left join value_cap
        on value_cap.region = amount.region
        and value_cap.effective_from <= $as_of
        and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
    left join rate_span
        on value_cap.currency <> amount.currency
        and rate_span.from_currency = value_cap.currency
        and rate_span.to_currency = amount.currency
        and rate_span.rate_on <= amount.event_date
        and rate_span.rate_until > amount.event_date
)
select loss_no, least(money, cap_money) as money, units
from capped
where cap_money is not null
