-- Products whose newest payments all lie below the seller's cost: what a unit is worth to Amazon, and what shows it.
--
-- The newest day decides, since an earlier value may have been mended; of several payments of that day the largest. What
-- shows it are the payments below cost since the last one that was not; the newest twenty are named.
--
-- grain:   event_no
-- inputs:  gap_payment
-- params:  none
-- outputs: event_no, product, region, currency, sku, fnsku, amazon_value, payment_count, paid_units, short_money,
--          first_paid_on, last_paid_on, reimbursement_ids
with newest as (
    select product, region, currency, max(approved_on) as approved_on
    from gap_payment
    group by product, region, currency
),
mended as (
    select product, region, currency, max(approved_on) as approved_on
    from gap_payment
    where not is_below
    group by product, region, currency
),
showing as (
    select
        gap_payment.*,
        newest.approved_on as newest_on,
        row_number() over (
            partition by gap_payment.product, gap_payment.region, gap_payment.currency
            order by gap_payment.approved_on desc, gap_payment.reimbursement_id, gap_payment.root_no
        ) as place
    from gap_payment
    join newest
        on newest.product = gap_payment.product
        and newest.region = gap_payment.region
        and newest.currency = gap_payment.currency
    left join mended
        on mended.product = gap_payment.product
        and mended.region = gap_payment.region
        and mended.currency = gap_payment.currency
    where mended.approved_on is null or gap_payment.approved_on > mended.approved_on
)
select
    row_number() over (order by product, region, currency) as event_no,
    product,
    region,
    currency,
    max(case when place = 1 then sku end) as sku,
    -- a product without an FNSKU goes by its SKU
    case when max(fnsku) <> '' or product <> max(sku) then product else '' end as fnsku,
    max(case when approved_on = newest_on then amount_each end) as amazon_value,
    cast(count(*) as integer) as payment_count,
    cast(sum(cash_units) as integer) as paid_units,
    sum(short_money) as short_money,
    min(approved_on) as first_paid_on,
    max(approved_on) as last_paid_on,
    string_agg(case when place <= 20 then reimbursement_id end, '; ' order by place) as reimbursement_ids
from showing
group by product, region, currency
