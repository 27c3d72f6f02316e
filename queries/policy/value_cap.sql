-- The most that Amazon pays for one unit, by region and period, and who says so.
--
-- grain:   region, effective_from
-- inputs:  none
-- params:  region, currency, amount, effective_from, effective_until, is_verified, source
-- outputs: region, currency, amount, effective_from, effective_until, is_verified, source
select
    unnest(cast($region as varchar[])) as region,
    unnest(cast($currency as varchar[])) as currency,
    unnest(cast($amount as decimal(18, 4)[])) as amount,
    unnest(cast($effective_from as date[])) as effective_from,
    unnest(cast($effective_until as date[])) as effective_until,
    unnest(cast($is_verified as boolean[])) as is_verified,
    unnest(cast($source as varchar[])) as source
