-- Since when payments are made at the seller's cost, by region.
--
-- grain:   region
-- inputs:  none
-- params:  region, effective_from, is_verified
-- outputs: region, effective_from, is_verified
select
    unnest(cast($region as varchar[])) as region,
    unnest(cast($effective_from as date[])) as effective_from,
    unnest(cast($is_verified as boolean[])) as is_verified
