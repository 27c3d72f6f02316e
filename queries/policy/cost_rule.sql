-- Since when payments are made at the seller's cost, by region, and who says so.
--
-- grain:   region
-- inputs:  none
-- params:  region, effective_from, is_verified, taken_over_from, source
-- outputs: region, effective_from, is_verified, taken_over_from, source
select
    unnest(cast($region as varchar[])) as region,
    unnest(cast($effective_from as date[])) as effective_from,
    unnest(cast($is_verified as boolean[])) as is_verified,
    unnest(cast($taken_over_from as varchar[])) as taken_over_from,
    unnest(cast($source as varchar[])) as source
