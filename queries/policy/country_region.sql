-- The region of a country in the ledger.
--
-- grain:   country
-- inputs:  none
-- params:  country, region
-- outputs: country, region
select
    unnest(cast($country as varchar[])) as country,
    unnest(cast($region as varchar[])) as region
