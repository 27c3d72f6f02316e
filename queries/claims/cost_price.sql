-- The cost of one unit on the day of an event, in the currency of the event.
--
-- The row of the cost book for the SKU, else for the other SKUs of the same FNSKU if they agree, with the latest
-- effective date not after the event. Other currencies by the newest rate on or before that day, direct before
-- inverse. No row or no rate: no line here. Kept to ten decimals; money is rounded once, at the end.
--
-- grain:   event_no
-- inputs:  price_event, cost, rate_span, product_sku
-- params:  none
-- outputs: event_no, cost_price, cost_approved_on, cost_sku, cost_effective_from, rate_on
with cost_span as (
    select
        sku,
        unit_cost,
        currency,
        effective_from,
        approved_on,
        coalesce(
            lead(effective_from) over (partition by sku order by effective_from), date '9999-12-31'
        ) as effective_until
    from cost
),
own as (
    select
        price_event.event_no,
        price_event.event_date,
        price_event.currency as wanted_currency,
        cost_span.sku as cost_sku,
        cost_span.unit_cost,
        cost_span.currency,
        cost_span.effective_from,
        cost_span.approved_on
    from price_event
    join cost_span
        on cost_span.sku = price_event.sku
        and cost_span.effective_from <= price_event.event_date
        and cost_span.effective_until > price_event.event_date
),
sibling as (
    select
        price_event.event_no,
        price_event.event_date,
        price_event.currency as wanted_currency,
        min(cost_span.sku) as cost_sku,
        min(cost_span.unit_cost) as unit_cost,
        min(cost_span.currency) as currency,
        max(cost_span.effective_from) as effective_from,
        case when count(cost_span.approved_on) = count(*) then max(cost_span.approved_on) end as approved_on
    from price_event
    join product_sku on product_sku.product = price_event.product
    join cost_span
        on cost_span.sku = product_sku.sku
        and cost_span.effective_from <= price_event.event_date
        and cost_span.effective_until > price_event.event_date
    left join own on own.event_no = price_event.event_no
    where own.event_no is null
    group by price_event.event_no, price_event.event_date, price_event.currency
    having min(cost_span.unit_cost) = max(cost_span.unit_cost) and min(cost_span.currency) = max(cost_span.currency)
),
costed as (
    select event_no, event_date, wanted_currency, cost_sku, unit_cost, currency, effective_from, approved_on
    from own
    union all
    select event_no, event_date, wanted_currency, cost_sku, unit_cost, currency, effective_from, approved_on
    from sibling
)
select
    costed.event_no,
    case
        when costed.currency = costed.wanted_currency then cast(costed.unit_cost as decimal(24, 10))
        else cast(round(cast(costed.unit_cost as decimal(14, 4)) * rate_span.factor, 10) as decimal(24, 10))
    end as cost_price,
    costed.approved_on as cost_approved_on,
    costed.cost_sku,
    costed.effective_from as cost_effective_from,
    rate_span.rate_on
from costed
left join rate_span
    on costed.currency <> costed.wanted_currency
    and rate_span.from_currency = costed.currency
    and rate_span.to_currency = costed.wanted_currency
    and rate_span.rate_on <= costed.event_date
    and rate_span.rate_until > costed.event_date
where costed.currency = costed.wanted_currency or rate_span.factor is not null
