-- The exchange rates by which the value of each of the claims was converted: of its cost, and of a cap in another currency. Rates
-- as they stand in their file; a rate crossed through the euro rests on two.
--
-- grain:   claim_id, what, base, quote
-- inputs:  claim, loss_price, cost, rate_span, value_cap, fx_rate, download
-- params:  as_of, claim_ids
-- outputs: claim_id, what, way, rate_on, base, quote, rate, file_name, line
with conversion as (
    select
        claim.claim_id,
        'cost' as what,
        rate_span.from_currency,
        rate_span.to_currency,
        rate_span.rate_on,
        rate_span.way
    from claim
    join loss_price on loss_price.event_no = claim.loss_no
    join cost on cost.sku = loss_price.cost_sku and cost.effective_from = loss_price.cost_effective_from
    join rate_span
        on rate_span.from_currency = cost.currency
        and rate_span.to_currency = claim.currency
        and rate_span.rate_on = loss_price.rate_on
    where claim.value_basis in ('cost', 'underpayment')
        and claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
    union all
    select
        claim.claim_id,
        'cap' as what,
        rate_span.from_currency,
        rate_span.to_currency,
        rate_span.rate_on,
        rate_span.way
    from claim
    join value_cap
        on value_cap.region = claim.region
        and value_cap.currency <> claim.currency
        and value_cap.effective_from <= $as_of
        and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
    join rate_span
        on rate_span.from_currency = value_cap.currency
        and rate_span.to_currency = claim.currency
        and rate_span.rate_on <= claim.event_date
        and rate_span.rate_until > claim.event_date
    where claim.value_basis in ('underpayment', 'sale_price')
        and claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
),
leg as (
    select claim_id, what, way, rate_on, from_currency as one, to_currency as other
    from conversion
    where way <> 'cross'
    union all
    select claim_id, what, way, rate_on, from_currency as one, 'EUR' as other
    from conversion
    where way = 'cross'
    union all
    select claim_id, what, way, rate_on, to_currency as one, 'EUR' as other
    from conversion
    where way = 'cross'
)
select
    leg.claim_id,
    leg.what,
    leg.way,
    leg.rate_on,
    fx_rate.base,
    fx_rate.quote,
    fx_rate.rate,
    coalesce(download.file_name, '') as file_name,
    fx_rate.line
from leg
join fx_rate
    on fx_rate.rate_on = leg.rate_on
    and (
        (fx_rate.base = leg.one and fx_rate.quote = leg.other)
        or (fx_rate.base = leg.other and fx_rate.quote = leg.one)
    )
left join download on download.download_id = fx_rate.download_id
-- both ways round on one day: the one that was used
qualify row_number() over (
    partition by leg.claim_id, leg.what, leg.one, leg.other
    order by
        case
            when leg.way = 'cross' and fx_rate.base = 'EUR' then 0
            when leg.way <> 'cross' and fx_rate.base = leg.one then 0
            else 1
        end
) = 1
order by leg.claim_id, leg.what desc, case when leg.way = 'cross' and leg.one = fx_rate.base then 1 else 0 end, fx_rate.base, fx_rate.quote
