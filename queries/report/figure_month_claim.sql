-- What was not paid, by the month of the loss event and by what became of it.
--
-- grain:   month_begins, status, currency
-- inputs:  claim
-- params:  none
-- outputs: month_begins, status, currency, minor_digits, claim_count, unit_count, unpriced_units, amount
select
    date_trunc('month', event_date)::date as month_begins,
    status,
    currency,
    max(minor_digits)::integer as minor_digits,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount
from claim
group by month_begins, status, currency
order by month_begins nulls last, status, currency
