-- The currency of cost-based claims, by region.
--
-- grain:   region
-- inputs:  none
-- params:  region, currency
-- outputs: region, currency
select
    unnest(cast($region as varchar[])) as region,
    unnest(cast($currency as varchar[])) as currency
