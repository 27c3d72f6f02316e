-- All the money of the Reimbursements report up to the as-of date: what was paid, and what was taken back.
--
-- grain:   currency
-- inputs:  payment, currency
-- params:  none
-- outputs: currency, minor_digits, line_count, amount, reversal_count, reversed_amount
select
    payment.currency,
    max(coalesce(currency.minor_digits, 2))::integer as minor_digits,
    count(*) filter (where not payment.is_reversal) as line_count,
    coalesce(sum(payment.amount_total) filter (where not payment.is_reversal), 0)::decimal(38, 4) as amount,
    count(*) filter (where payment.is_reversal) as reversal_count,
    coalesce(sum(abs(payment.amount_total)) filter (where payment.is_reversal), 0)::decimal(38, 4) as reversed_amount
from payment
left join currency on currency.currency = payment.currency
group by payment.currency
order by payment.currency
