-- After how many days Amazon paid this account by itself (payments without a case), per claim type and region: median
-- and 95 % of the units' days; of fewer than 20 payments, 95 % are all of them, so that it is the longest.
--
-- grain:   claim_type, region
-- inputs:  matched, loss, cover, payment
-- params:  none
-- outputs: claim_type, region, payment_count, median_days, p95_days
with delay as (
    select
        loss.claim_type,
        cover.region,
        greatest(cast(datediff('day', loss.event_date, cover.event_date) as integer), 0) as days
    from matched
    join loss on loss.loss_no = matched.loss_no and loss.claim_type in ('warehouse_lost', 'warehouse_damaged')
    join cover on cover.cover_no = matched.cover_no and cover.source = 'reimbursement'
    join payment on payment.payment_no = cover.source_no and payment.case_id = ''
    where matched.pass in (1, 2)
),
ranked as (
    select
        claim_type,
        region,
        days,
        row_number() over (partition by claim_type, region order by days) as n,
        count(*) over (partition by claim_type, region) as payment_count
    from delay
)
select
    claim_type,
    region,
    cast(max(payment_count) as integer) as payment_count,
    min(case when 2 * n >= payment_count then days end) as median_days,
    min(case when 100 * n >= 95 * payment_count then days end) as p95_days
from ranked
group by claim_type, region
