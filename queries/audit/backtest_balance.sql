-- Claims looked back on that do not close: units claimed then = units of all outcomes, each of at least one unit. Must
-- find nothing.
--
-- grain:   loss_key
-- inputs:  claimed, outcome
-- params:  none
-- outputs: loss_key, units, outcome_units
with told as (
    select loss_key, cast(sum(units) as integer) as units, min(units) as least_units
    from outcome
    group by loss_key
)
select
    coalesce(claimed.loss_key, told.loss_key) as loss_key,
    claimed.units,
    told.units as outcome_units
from claimed
full join told on told.loss_key = claimed.loss_key
where claimed.units is distinct from told.units or told.least_units < 1
