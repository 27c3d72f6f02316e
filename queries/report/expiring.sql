-- What can no longer be filed after the next 3, 7 and 14 days; each horizon holds the shorter ones, and the
-- last day counts. Questions are there too: one that is not answered in time is lost like a claim.
--
-- grain:   horizon_days, status, currency
-- inputs:  claim
-- params:  as_of
-- outputs: horizon_days, status, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
with horizon as (
    select horizon_days
    from (values (3), (7), (14)) as days(horizon_days)
),
ending as (
    select
        status,
        currency,
        minor_digits,
        quantity_open,
        amount,
        (deadline - $as_of::date)::integer as days_left
    from claim
    where status in ('claimable', 'review') and deadline >= $as_of::date
)
select
    horizon.horizon_days::integer as horizon_days,
    ending.status,
    ending.currency,
    max(ending.minor_digits)::integer as minor_digits,
    count(*) as claim_count,
    sum(ending.quantity_open)::bigint as unit_count,
    coalesce(sum(ending.quantity_open) filter (where ending.amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(ending.amount), 0)::decimal(38, 4) as amount
from horizon
inner join ending
    on ending.days_left <= horizon.horizon_days
group by horizon.horizon_days, ending.status, ending.currency
order by horizon.horizon_days, ending.status, ending.currency
