-- After how many days Amazon paid this account by itself, per claim type and region: median and 95 % of the days from the
-- loss event to the payment; of fewer than 20 payments, 95 % are all of them, so that it is the longest.
--
-- By itself is money without a case: a payment line in cash whose case id is empty. One loss event with one payment line
-- counts once, however many units; a payment booked before its loss counts as none. Only what was paid counts, and which
-- payment belongs to which loss is our assignment. A day that stands in for an unknown one does not count. No payment
-- answers a payment below cost; what makes a reversal good in pass 3 is what no loss took, so it tells no delay.
-- The ripe ones are those of losses at least ripe_days old: of younger ones only the quick payments can be known.
--
-- grain:   claim_type, region
-- inputs:  matched, loss, cover, payment, inbound_line
-- params:  as_of, ripe_days
-- outputs: claim_type, region, payment_count, median_days, p95_days, ripe_count, ripe_p95_days
with delay as (
    select
        loss.claim_type,
        cover.region,
        greatest(cast(datediff('day', loss.event_date, cover.event_date) as integer), 0) as days,
        loss.event_date <= $as_of - cast($ripe_days as integer) as is_ripe
    from matched
    join loss on loss.loss_no = matched.loss_no
    join cover on cover.cover_no = matched.cover_no and cover.source = 'reimbursement'
    join payment
        on payment.payment_no = cover.source_no
        and payment.case_id = ''
        and payment.cash_units > 0
    left join inbound_line on loss.source = 'shipment_line' and inbound_line.line_no = loss.source_no
    where matched.pass in (1, 2)
        and loss.question <> 'receipt_undated'
        and (loss.source <> 'shipment_line' or inbound_line.delivered_on is not null)
    group by loss.claim_type, cover.region, loss.source, loss.source_no, payment.payment_no, loss.event_date, cover.event_date
),
ranked as (
    select
        claim_type,
        region,
        days,
        is_ripe,
        row_number() over (partition by claim_type, region order by days) as n,
        count(*) over (partition by claim_type, region) as payment_count,
        row_number() over (partition by claim_type, region, is_ripe order by days) as n_alike,
        count(*) over (partition by claim_type, region, is_ripe) as alike_count
    from delay
)
select
    claim_type,
    region,
    cast(max(payment_count) as integer) as payment_count,
    min(case when 2 * n >= payment_count then days end) as median_days,
    min(case when 100 * n >= 95 * payment_count then days end) as p95_days,
    cast(sum(case when is_ripe then 1 else 0 end) as integer) as ripe_count,
    min(case when is_ripe and 100 * n_alike >= 95 * alike_count then days end) as ripe_p95_days
from ranked
group by claim_type, region
