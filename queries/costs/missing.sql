-- SKUs without a cost (or a rate into the currency) on the day of an open loss or of a payment that may lie below
-- cost: what cannot be valued, most units first. A payment in another currency than Amazon's cap needs a rate between the
-- two as well; `lacking` says which.
--
-- grain:   sku, fnsku, currency, lacking
-- inputs:  open_loss, loss_price, loss_standing, paid, payment_price, cost_rule, window_rule, records, cost, value_cap,
--          rate_span
-- params:  as_of
-- outputs: sku, fnsku, currency, open_units, paid_units, first_day, last_day, has_other_cost, lacking
with wanting as (
    select
        open_loss.sku,
        open_loss.product as fnsku,
        open_loss.currency,
        open_loss.open_units,
        0 as paid_units,
        open_loss.opens_from as event_date,
        'cost, or rate for it' as lacking
    from open_loss
    join loss_standing on loss_standing.loss_no = open_loss.loss_no
    left join loss_price on loss_price.event_no = open_loss.loss_no
    where loss_price.event_no is null
        and open_loss.claim_type in ('warehouse_lost', 'warehouse_damaged', 'inbound_shortage')
        -- a loss without a day has no cost of that day: its day is lacking, not its cost
        and open_loss.opens_from is not null
        and loss_standing.status in ('claimable', 'waiting', 'review')
    union all
    select
        paid.sku,
        paid.product as fnsku,
        paid.currency,
        0 as open_units,
        paid.cash_units as paid_units,
        paid.approved_on as event_date,
        case
            when payment_price.event_no is null then 'cost, or rate for it'
            else 'rate ' || value_cap.currency || ' to ' || paid.currency || ' for the cap'
        end as lacking
    from paid
    join cost_rule on cost_rule.region = paid.region and paid.approved_on >= cost_rule.effective_from
    join window_rule
        on window_rule.region = paid.region
        and window_rule.subject = 'revaluation'
        and window_rule.effective_from <= $as_of
        and coalesce(window_rule.effective_until, date '9999-12-31') > $as_of
    cross join records
    left join payment_price on payment_price.event_no = paid.root_no
    left join value_cap
        on value_cap.region = paid.region
        and value_cap.currency <> paid.currency
        and value_cap.effective_from <= $as_of
        and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
    left join rate_span
        on rate_span.from_currency = value_cap.currency
        and rate_span.to_currency = paid.currency
        and rate_span.rate_on <= paid.approved_on
        and rate_span.rate_until > paid.approved_on
    where (payment_price.event_no is null or (value_cap.amount is not null and rate_span.factor is null))
        and paid.reason_key in ('lostwarehouse', 'damagedwarehouse', 'lostinbound', 'damagedinbound')
        and paid.cash_units > 0
        and not paid.is_no_claim_sku
        and paid.approved_on >= records.records_begin
        and paid.approved_on + cast(window_rule.closes_days as integer) >= $as_of
)
select
    wanting.sku,
    wanting.fnsku,
    wanting.currency,
    cast(sum(wanting.open_units) as integer) as open_units,
    cast(sum(wanting.paid_units) as integer) as paid_units,
    min(wanting.event_date) as first_day,
    max(wanting.event_date) as last_day,
    max(case when cost.sku is null then 0 else 1 end) = 1 as has_other_cost,
    wanting.lacking
from wanting
left join (select distinct sku from cost) as cost on cost.sku = wanting.sku
group by wanting.sku, wanting.fnsku, wanting.currency, wanting.lacking
order by open_units desc, paid_units desc, wanting.sku, wanting.fnsku, wanting.currency, wanting.lacking
