-- What is not open yet, by the week (Monday to Sunday) in which it can first be filed.
--
-- grain:   week_begins, currency
-- inputs:  claim
-- params:  none
-- outputs: week_begins, first_day, last_day, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
select
    date_trunc('week', window_opens)::date as week_begins,
    min(window_opens) as first_day,
    max(window_opens) as last_day,
    currency,
    max(minor_digits)::integer as minor_digits,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount
from claim
where status = 'waiting'
group by week_begins, currency
order by week_begins nulls last, currency
