-- Exchange rates, either way round, with the days for which each is the newest. Direct before inverse on one day.
--
-- grain:   from_currency, to_currency, rate_on
-- inputs:  fx_rate
-- params:  none
-- outputs: from_currency, to_currency, rate_on, factor, rate_until
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
daily_rate as (
    select from_currency, to_currency, rate_on, factor
    from either_way
    qualify row_number() over (partition by from_currency, to_currency, rate_on order by preference) = 1
)
select
    from_currency,
    to_currency,
    rate_on,
    factor,
    coalesce(
        lead(rate_on) over (partition by from_currency, to_currency order by rate_on), date '9999-12-31'
    ) as rate_until
from daily_rate
