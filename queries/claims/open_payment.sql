-- Open units of reversals and of payments below cost, with everything a claim says of them.
--
-- grain:   loss_no
-- inputs:  loss, matched, payment, product, account_setting
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, units, covered_units, open_units, event_id, event_date,
--          reference_id, region, marketplace, product, sku, fnsku, asin, title, fulfillment_center, reason_code,
--          currency, question
with used as (
    select loss_no, cast(sum(units) as integer) as units
    from matched
    group by loss_no
),
numbered as (
    select
        payment.*,
        row_number() over (
            partition by payment.reimbursement_id, payment.fnsku, payment.sku, payment.reason_key, payment.case_id,
                payment.order_id, payment.amount_total, payment.cash_units, payment.inventory_units,
                payment.original_reimbursement_id
            order by payment.payment_no
        ) as occurrence
    from payment
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
                account_setting.account, '|', loss.claim_type, '|', numbered.reimbursement_id, '|', numbered.fnsku, '|',
                numbered.sku, '|', numbered.reason_key, '|', numbered.case_id, '|', numbered.order_id, '|',
                coalesce(cast(numbered.amount_total as varchar), ''), '|', cast(numbered.cash_units as varchar), '|',
                cast(numbered.inventory_units as varchar), '|', numbered.original_reimbursement_id, '|',
                cast(numbered.occurrence as varchar)
            )
        ),
        1,
        16
    ) as event_id,
    numbered.approved_on as event_date,
    numbered.reimbursement_id as reference_id,
    numbered.region,
    case when numbered.region <> 'EU' then numbered.region else account_setting.home_marketplace end as marketplace,
    numbered.product,
    numbered.sku,
    numbered.fnsku,
    coalesce(nullif(product.asin, ''), numbered.asin) as asin,
    coalesce(nullif(product.title, ''), numbered.title) as title,
    '' as fulfillment_center,
    numbered.reason as reason_code,
    numbered.currency,
    loss.question
from loss
join numbered on numbered.payment_no = loss.source_no
cross join account_setting
left join used on used.loss_no = loss.loss_no
left join product on product.product = numbered.product
where loss.source = 'payment' and loss.pass > 0 and loss.units > coalesce(used.units, 0)
