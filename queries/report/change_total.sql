-- The changes since the earlier run by kind and currency: claims, units, units without a value, money.
--
-- grain:   kind, currency
-- inputs:  change
-- params:  none
-- outputs: position, kind, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
select
    position,
    kind,
    currency,
    cast(max(minor_digits) as integer) as minor_digits,
    cast(count(*) as integer) as claim_count,
    cast(sum(units) as integer) as unit_count,
    cast(sum(unpriced_units) as integer) as unpriced_units,
    cast(coalesce(sum(amount), 0) as decimal(18, 4)) as amount
from change
group by position, kind, currency
order by position, currency
