-- Digits after the point of a currency, and the region of payments in it ('': the home region).
--
-- grain:   currency
-- inputs:  none
-- params:  currency, minor_digits, region
-- outputs: currency, minor_digits, region
select
    unnest(cast($currency as varchar[])) as currency,
    unnest(cast($minor_digits as integer[])) as minor_digits,
    unnest(cast($region as varchar[])) as region
