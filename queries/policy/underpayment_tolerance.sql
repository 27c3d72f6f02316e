-- How far a payment may lie below cost, by currency; currency '' stands for all others.
--
-- grain:   currency
-- inputs:  none
-- params:  currency, share, total
-- outputs: currency, share, total
select
    unnest(cast($currency as varchar[])) as currency,
    unnest(cast($share as decimal(9, 6)[])) as share,
    unnest(cast($total as decimal(18, 4)[])) as total
