-- SKUs without a cost (or a rate into the currency) on the day of an open loss or of a payment that may lie below
-- cost: what cannot be valued, most units first.
--
-- grain:   sku, fnsku, currency
-- inputs:  open_loss, loss_price, loss_standing, paid, payment_price, cost_rule, window_rule, records, cost
-- params:  as_of
-- outputs: sku, fnsku, currency, open_units, paid_units, first_day, last_day, has_other_cost
with lacking as (
    select
        open_loss.sku,
        open_loss.product as fnsku,
        open_loss.currency,
        open_loss.open_units,
        0 as paid_units,
        open_loss.event_date
    from open_loss
    join loss_standing on loss_standing.loss_no = open_loss.loss_no
    left join loss_price on loss_price.event_no = open_loss.loss_no
    where loss_price.event_no is null
        and open_loss.claim_type in ('warehouse_lost', 'warehouse_damaged')
        and loss_standing.status in ('claimable', 'waiting', 'review')
    union all
    select
        paid.sku,
        paid.product as fnsku,
        paid.currency,
        0 as open_units,
        paid.cash_units as paid_units,
        paid.approved_on as event_date
    from paid
    join cost_rule on cost_rule.region = paid.region and paid.approved_on >= cost_rule.effective_from
    join window_rule
        on window_rule.region = paid.region
        and window_rule.subject = 'revaluation'
        and window_rule.effective_from <= $as_of
        and coalesce(window_rule.effective_until, date '9999-12-31') > $as_of
    cross join records
    left join payment_price on payment_price.event_no = paid.root_no
    where payment_price.event_no is null
        and paid.reason_key in ('lostwarehouse', 'damagedwarehouse', 'lostinbound', 'damagedinbound')
        and paid.cash_units > 0
        and not paid.is_no_claim_sku
        and paid.approved_on >= records.records_begin
        and paid.approved_on + cast(window_rule.closes_days as integer) >= $as_of
)
select
    lacking.sku,
    lacking.fnsku,
    lacking.currency,
    cast(sum(lacking.open_units) as integer) as open_units,
    cast(sum(lacking.paid_units) as integer) as paid_units,
    min(lacking.event_date) as first_day,
    max(lacking.event_date) as last_day,
    max(case when cost.sku is null then 0 else 1 end) = 1 as has_other_cost
from lacking
left join (select distinct sku from cost) as cost on cost.sku = lacking.sku
group by lacking.sku, lacking.fnsku, lacking.currency
order by open_units desc, paid_units desc, lacking.sku, lacking.fnsku, lacking.currency
