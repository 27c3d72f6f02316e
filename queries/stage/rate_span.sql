-- Exchange rates, either way round, with the days for which each is the newest. Direct before inverse on one day.
--
-- The European Central Bank quotes all against the euro, so where a pair has neither direct nor inverse rate up to a day, it
-- is crossed: two rates with the euro of one day (way: cross), for currencies of costs and caps only. A factor has
-- 14 decimals, a product is rounded to ten, and money once more, half up, at the end.
--
-- grain:   from_currency, to_currency, rate_on
-- inputs:  fx_rate, cost, value_cap, currency
-- params:  none
-- outputs: from_currency, to_currency, rate_on, factor, way, rate_until
with either_way as (
    select base as from_currency, quote as to_currency, rate_on, cast(rate as decimal(24, 14)) as factor, 0 as preference
    from fx_rate
    union all
    select
        quote as from_currency,
        base as to_currency,
        rate_on,
        cast(cast(1 as double) / cast(rate as double) as decimal(24, 14)) as factor,
        1 as preference
    from fx_rate
),
quoted as (
    select from_currency, to_currency, rate_on, factor, case preference when 0 then 'direct' else 'inverse' end as way
    from either_way
    qualify row_number() over (partition by from_currency, to_currency, rate_on order by preference) = 1
),
per_euro as (
    select quote as currency, rate_on, cast(rate as double) as units, 0 as preference
    from fx_rate
    where base = 'EUR'
    union all
    select base as currency, rate_on, cast(1 as double) / cast(rate as double) as units, 1 as preference
    from fx_rate
    where quote = 'EUR'
),
euro_rate as (
    select currency, rate_on, units
    from per_euro
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
        cast(wanted.units / given.units as decimal(24, 14)) as factor,
        'cross' as way
    from euro_rate as given
    join converted on converted.currency = given.currency
    join euro_rate as wanted on wanted.rate_on = given.rate_on and wanted.currency <> given.currency
    join currency on currency.currency = wanted.currency
    left join first_quoted
        on first_quoted.from_currency = given.currency
        and first_quoted.to_currency = wanted.currency
    where first_quoted.rate_on is null or given.rate_on < first_quoted.rate_on
),
daily_rate as (
    select from_currency, to_currency, rate_on, factor, way from quoted
    union all
    select from_currency, to_currency, rate_on, factor, way from crossed
)
select
    from_currency,
    to_currency,
    rate_on,
    factor,
    way,
    coalesce(
        lead(rate_on) over (partition by from_currency, to_currency order by rate_on), date '9999-12-31'
    ) as rate_until
from daily_rate
