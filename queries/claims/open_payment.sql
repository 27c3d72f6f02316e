-- Open units of reversals and of payments below cost, with everything a claim says of them: opens_from and closes_from
-- are the days from which the rule counts its first and its last day, not_before a day that it waits for besides.
--
-- grain:   loss_no
-- inputs:  loss, matched, payment, product, account_setting
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, units, covered_units, open_units, event_id, event_date,
--          reference_id, region, marketplace, product, sku, fnsku, asin, title, fulfillment_center, reason_code,
--          currency, question, opens_from, closes_from, not_before
with used as (
    select loss_no, cast(sum(units) as integer) as units
    from matched
    group by loss_no
),
-- few lines have a twin: only those are numbered, the others are number 1
crowded as (
    select reimbursement_id, product, sku
    from payment
    group by reimbursement_id, product, sku
    having count(*) > 1
),
twin as (
    select
        payment.payment_no,
        row_number() over (
            partition by payment.reimbursement_id, payment.fnsku, payment.sku, payment.reason_key, payment.case_id,
                payment.order_id, payment.amount_total, payment.cash_units, payment.inventory_units,
                payment.original_reimbursement_id
            order by payment.payment_no
        ) as occurrence
    from payment
    join crowded
        on crowded.reimbursement_id = payment.reimbursement_id
        and crowded.product = payment.product
        and crowded.sku = payment.sku
)
select
    loss.loss_no,
    loss.claim_type,
    loss.source,
    loss.source_no,
    loss.part,
    loss.pass,
    loss.units,
    coalesce(used.units, 0) as covered_units,
    loss.units - coalesce(used.units, 0) as open_units,
    substr(
        md5(
            concat(
                account_setting.account, '|', loss.claim_type, '|', payment.reimbursement_id, '|', payment.fnsku, '|',
                payment.sku, '|', payment.reason_key, '|', payment.case_id, '|', payment.order_id, '|',
                coalesce(cast(payment.amount_total as varchar), ''), '|', cast(payment.cash_units as varchar), '|',
                cast(payment.inventory_units as varchar), '|', payment.original_reimbursement_id, '|',
                cast(coalesce(twin.occurrence, 1) as varchar)
            )
        ),
        1,
        16
    ) as event_id,
    payment.approved_on as event_date,
    payment.reimbursement_id as reference_id,
    payment.region,
    case when payment.region <> 'EU' then payment.region else account_setting.home_marketplace end as marketplace,
    payment.product,
    payment.sku,
    payment.fnsku,
    coalesce(nullif(product.asin, ''), payment.asin) as asin,
    coalesce(nullif(product.title, ''), payment.title) as title,
    '' as fulfillment_center,
    payment.reason as reason_code,
    payment.currency,
    loss.question,
    payment.approved_on as opens_from,
    payment.approved_on as closes_from,
    cast(null as date) as not_before
from loss
join payment on payment.payment_no = loss.source_no
cross join account_setting
left join twin on twin.payment_no = payment.payment_no
left join used on used.loss_no = loss.loss_no
left join product on product.product = payment.product
where loss.source = 'payment' and loss.pass > 0 and loss.units > coalesce(used.units, 0)
