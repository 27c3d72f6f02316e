-- Exchange rates, either way round, with the days for which each is the newest. Direct before inverse on one day.
--
-- The European Central Bank quotes all against the euro, so where a pair has neither direct nor inverse rate up to a day, it
-- is crossed: two rates with the euro of one day (way: cross), for currencies of costs and caps only. A factor has
-- 14 decimals, a product is rounded to ten, and money once more, half up, at the end.
--
-- Quotients are long divisions of whole numbers: one of doubles becomes another decimal in every engine. Rates too large
-- or too small for that, beyond any currency's, serve one way only.
--
-- grain:   from_currency, to_currency, rate_on
-- inputs:  fx_rate, cost, value_cap, currency
-- params:  none
-- outputs: from_currency, to_currency, rate_on, factor, way, rate_until
with sound as (
    select base, quote, rate_on, cast(rate * 10000000000 as bigint) as units
    from fx_rate
    where rate >= 0.000001 and rate < 90000
),
either_way as (
    select
        base as from_currency,
        quote as to_currency,
        rate_on,
        cast(rate as decimal(24, 14)) as factor,
        cast(null as bigint) as dividend,
        cast(null as bigint) as divisor,
        0 as preference
    from fx_rate
    union all
    select
        quote as from_currency,
        base as to_currency,
        rate_on,
        cast(null as decimal(24, 14)) as factor,
        10000000000 as dividend,
        units as divisor,
        1 as preference
    from sound
),
quoted as (
    select
        from_currency,
        to_currency,
        rate_on,
        factor,
        dividend,
        divisor,
        case preference when 0 then 'direct' else 'inverse' end as way
    from either_way
    qualify row_number() over (partition by from_currency, to_currency, rate_on order by preference) = 1
),
per_euro as (
    select quote as currency, rate_on, units, 0 as preference
    from sound
    where base = 'EUR'
    union all
    -- turned to ten places, in two steps; of a unit worth hundreds of euros too little would be left
    select
        base as currency,
        rate_on,
        100 * (1000000000000000000 // units)
        + (200 * (1000000000000000000 % units) + units) // (2 * units) as units,
        1 as preference
    from sound
    where quote = 'EUR' and units < 1000000000000
),
euro_rate as (
    select currency, rate_on, units
    from per_euro
    where units < 900000000000000
    qualify row_number() over (partition by currency, rate_on order by preference) = 1
),
converted as (
    select currency from cost
    union
    select currency from value_cap
),
first_quoted as (
    select from_currency, to_currency, min(rate_on) as rate_on
    from quoted
    group by from_currency, to_currency
),
crossed as (
    select
        given.currency as from_currency,
        wanted.currency as to_currency,
        given.rate_on,
        cast(null as decimal(24, 14)) as factor,
        wanted.units as dividend,
        given.units as divisor,
        'cross' as way
    from euro_rate as given
    join converted on converted.currency = given.currency
    join euro_rate as wanted on wanted.rate_on = given.rate_on and wanted.currency <> given.currency
    join currency on currency.currency = wanted.currency
    left join first_quoted
        on first_quoted.from_currency = given.currency
        and first_quoted.to_currency = wanted.currency
    where (first_quoted.rate_on is null or given.rate_on < first_quoted.rate_on)
        and wanted.units // 10000000000 < given.units
),
daily_rate as (
    select from_currency, to_currency, rate_on, factor, dividend, divisor, way from quoted
    union all
    select from_currency, to_currency, rate_on, factor, dividend, divisor, way from crossed
),
-- fourteen decimals, four by four and then two; each column takes up what the one before left
divided as (
    select
        from_currency,
        to_currency,
        rate_on,
        factor,
        way,
        dividend // divisor as whole,
        10000 * (dividend % divisor) as rest_4,
        10000 * (rest_4 % divisor) as rest_8,
        10000 * (rest_8 % divisor) as rest_12,
        100 * (rest_12 % divisor) as rest_14,
        10000000000 * (rest_4 // divisor)
        + 1000000 * (rest_8 // divisor)
        + 100 * (rest_12 // divisor)
        + (2 * rest_14 + divisor) // (2 * divisor) as decimals
    from daily_rate
)
select
    from_currency,
    to_currency,
    rate_on,
    coalesce(
        factor,
        cast(
            cast(whole as decimal(12, 0)) + cast(decimals as decimal(15, 0)) * cast(0.00000000000001 as decimal(14, 14))
            as decimal(24, 14)
        )
    ) as factor,
    way,
    coalesce(
        lead(rate_on) over (partition by from_currency, to_currency order by rate_on), date '9999-12-31'
    ) as rate_until
from divided
