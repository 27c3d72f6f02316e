-- Products that Amazon values below the seller's cost, with what a mended cost would bring at most.
--
-- The cost is that of today, at most the cap: it is what would be uploaded, so it too must lie above Amazon's value by more
-- than underpayments are let pass. at_stake is what would be paid too little if all units on hand were lost. A product
-- whose cost of today is noted as approved needs no upload: what was paid below it is a claim of its own.
--
-- grain:   product, region, currency
-- inputs:  gap_product, today_price, on_hand, product, paid, value_cap, rate_span, underpayment_tolerance, currency
-- params:  as_of
-- outputs: sku, product, fnsku, asin, title, region, currency, units_on_hand, units_source, units_on, amazon_value,
--          unit_cost, cost_sku, cost_effective_from, is_approved, gap_each, at_stake, payment_count, paid_units,
--          short_money, first_paid_on, last_paid_on, reimbursement_ids, minor_digits
with asin_paid as (
    select product, max(asin) as asin
    from paid
    group by product
),
capped as (
    select
        gap_product.*,
        today_price.cost_sku,
        today_price.cost_effective_from,
        coalesce(today_price.cost_approved_on <= $as_of, false) as is_approved,
        case
            when value_cap.amount is null then today_price.cost_price
            when value_cap.currency = gap_product.currency then least(today_price.cost_price, value_cap.amount)
            when rate_span.factor is not null then least(
                today_price.cost_price, cast(round(value_cap.amount * rate_span.factor, 10) as decimal(24, 10))
            )
        end as capped_cost,
        coalesce(own_tolerance.share, general_tolerance.share) as share,
        coalesce(currency.minor_digits, 2) as minor_digits
    from gap_product
    join today_price on today_price.event_no = gap_product.event_no
    left join value_cap
        on value_cap.region = gap_product.region
        and value_cap.effective_from <= $as_of
        and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
    left join rate_span
        on value_cap.currency <> gap_product.currency
        and rate_span.from_currency = value_cap.currency
        and rate_span.to_currency = gap_product.currency
        and rate_span.rate_on <= $as_of
        and rate_span.rate_until > $as_of
    left join underpayment_tolerance as own_tolerance on own_tolerance.currency = gap_product.currency
    left join underpayment_tolerance as general_tolerance on general_tolerance.currency = ''
    left join currency on currency.currency = gap_product.currency
),
below as (
    select
        *,
        case minor_digits
            when 0 then cast(round(capped_cost, 0) as decimal(18, 4))
            when 3 then cast(round(capped_cost, 3) as decimal(18, 4))
            else cast(round(capped_cost, 2) as decimal(18, 4))
        end as unit_cost,
        case minor_digits
            when 0 then cast(round(amazon_value, 0) as decimal(18, 4))
            when 3 then cast(round(amazon_value, 3) as decimal(18, 4))
            else cast(round(amazon_value, 2) as decimal(18, 4))
        end as unit_value,
        case minor_digits
            when 0 then cast(round(short_money, 0) as decimal(18, 4))
            when 3 then cast(round(short_money, 3) as decimal(18, 4))
            else cast(round(short_money, 2) as decimal(18, 4))
        end as short_total
    from capped
    where capped_cost - amazon_value > share * capped_cost
)
select
    below.sku,
    below.product,
    below.fnsku,
    coalesce(nullif(product.asin, ''), asin_paid.asin, '') as asin,
    coalesce(product.title, '') as title,
    below.region,
    below.currency,
    on_hand.units as units_on_hand,
    coalesce(on_hand.units_source, '') as units_source,
    on_hand.units_on,
    below.unit_value as amazon_value,
    below.unit_cost,
    below.cost_sku,
    below.cost_effective_from,
    below.is_approved,
    below.unit_cost - below.unit_value as gap_each,
    cast((below.unit_cost - below.unit_value) * on_hand.units as decimal(18, 4)) as at_stake,
    below.payment_count,
    below.paid_units,
    below.short_total as short_money,
    below.first_paid_on,
    below.last_paid_on,
    below.reimbursement_ids,
    below.minor_digits
from below
left join on_hand on on_hand.product = below.product and on_hand.region = below.region
left join product on product.product = below.product
left join asin_paid on asin_paid.product = below.product
