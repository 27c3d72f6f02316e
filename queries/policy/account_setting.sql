-- The account and where it is at home; one row.
--
-- grain:   account
-- inputs:  none
-- params:  account, home_marketplace, home_region, home_currency, is_returnless
-- outputs: account, home_marketplace, home_region, home_currency, is_returnless
select
    unnest(cast($account as varchar[])) as account,
    unnest(cast($home_marketplace as varchar[])) as home_marketplace,
    unnest(cast($home_region as varchar[])) as home_region,
    unnest(cast($home_currency as varchar[])) as home_currency,
    unnest(cast($is_returnless as boolean[])) as is_returnless
