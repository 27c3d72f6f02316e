-- What Amazon paid for losses and left with the seller, by the month of the loss event that the payment went to, first
-- in, first out.
--
-- The money of a payment (with the lines that top it up) is spread evenly over all its units, in whole minor units of
-- its currency: the running share of the units given so far, less the share before; the last unit takes the rest. So
-- the shares of a payment add up to it. Passes from 4 on only raise doubt: they pay nothing. What reversals took back of
-- a payment is off it, and the units given last are those taken back; taking back is a loss event of its own, so that
-- with it the same loss would be counted as paid and as open.
--
-- grain:   month_begins, currency
-- inputs:  matched, cover, loss, paid, payment, reversal, currency
-- params:  none
-- outputs: month_begins, currency, minor_digits, unit_count, amount
with taken_back as (
    select
        reversal.root_no,
        sum(reversal.taken_units) as units,
        sum(cast(abs(coalesce(payment.amount_total, 0)) * 10000 as bigint)) as money
    from reversal
    join payment on payment.payment_no = reversal.payment_no
    where reversal.root_no is not null
    group by reversal.root_no
),
left_over as (
    select
        paid.root_no,
        paid.currency,
        greatest(cast(coalesce(paid.money, 0) * 10000 as bigint) - coalesce(taken_back.money, 0), 0) as money,
        case
            when coalesce(taken_back.units, 0) = 0 then paid.units
            when cast(coalesce(paid.money, 0) * 10000 as bigint) <= taken_back.money then 0
            -- more units than were paid, yet not all the money: what is left is for all of them
            when taken_back.units >= paid.units then paid.units
            else paid.units - taken_back.units
        end as units
    from paid
    left join taken_back on taken_back.root_no = paid.root_no
),
given as (
    select
        cover.source_no as root_no,
        date_trunc('month', loss.event_date)::date as month_begins,
        matched.units,
        sum(matched.units) over (
            partition by cover.source_no
            order by matched.pass, matched.loss_no, matched.cover_no
            rows between unbounded preceding and current row
        ) as upto
    from matched
    join cover on cover.cover_no = matched.cover_no and cover.source = 'reimbursement'
    join loss on loss.loss_no = matched.loss_no
    where matched.pass < 4
),
spread as (
    select
        given.month_begins,
        least(given.upto, left_over.units) as upto,
        least(given.upto, left_over.units) - least(given.upto - given.units, left_over.units) as units,
        left_over.currency,
        left_over.units as paid_units,
        coalesce(currency.minor_digits, 2) as minor_digits,
        left_over.money,
        -- ten-thousandths in one minor unit
        case coalesce(currency.minor_digits, 2) when 0 then 10000 when 3 then 10 else 100 end as minor_unit
    from given
    join left_over on left_over.root_no = given.root_no
    left join currency on currency.currency = left_over.currency
),
shared as (
    select
        month_begins,
        currency,
        minor_digits,
        units,
        case
            when upto >= paid_units then money
            else money * upto // (paid_units * minor_unit) * minor_unit
        end as share_upto,
        case
            when upto - units >= paid_units then money
            else money * (upto - units) // (paid_units * minor_unit) * minor_unit
        end as share_before
    from spread
    where units > 0
)
select
    month_begins,
    currency,
    max(minor_digits)::integer as minor_digits,
    sum(units)::bigint as unit_count,
    cast(cast(sum(share_upto - share_before) as bigint) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4)) as amount
from shared
group by month_begins, currency
order by month_begins, currency
