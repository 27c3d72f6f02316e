-- What ends when: claims that can be filed, that wait and that need an answer first, by the week (Monday to Sunday)
-- of their last day to file.
--
-- grain:   week_begins, status, currency
-- inputs:  claim
-- params:  none
-- outputs: week_begins, status, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
select
    date_trunc('week', deadline)::date as week_begins,
    status,
    currency,
    max(minor_digits)::integer as minor_digits,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount
from claim
where status in ('claimable', 'waiting', 'review')
group by week_begins, status, currency
order by week_begins nulls last, status, currency
