-- The most that Amazon pays for one unit, by region and period.
--
-- grain:   region, effective_from
-- inputs:  none
-- params:  region, currency, amount, effective_from, effective_until
-- outputs: region, currency, amount, effective_from, effective_until
select
    unnest(cast($region as varchar[])) as region,
    unnest(cast($currency as varchar[])) as currency,
    unnest(cast($amount as decimal(18, 4)[])) as amount,
    unnest(cast($effective_from as date[])) as effective_from,
    unnest(cast($effective_until as date[])) as effective_until
