-- Open units of customer orders with everything a claim says of them: opens_from and closes_from are the days from which the
-- rule counts its first and its last day, not_before a day that it waits for besides.
--
-- grain:   loss_no
-- inputs:  numbered_loss, matched, refund, damaged_return, product, account_setting
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, units, covered_units, open_units, event_id, event_date,
--          reference_id, region, marketplace, product, sku, fnsku, asin, title, fulfillment_center, reason_code,
--          currency, question, opens_from, closes_from, not_before
with used as (
    select loss_no, cast(sum(units) as integer) as units
    from matched
    group by loss_no
),
described as (
    select
        'refund' as source,
        refund_no as source_no,
        concat(kind, '|', currency) as kind,
        order_id,
        sku,
        fnsku,
        product,
        asin,
        '' as title,
        refunded_on as event_date,
        cast(null as date) as not_before,
        '' as fulfillment_center,
        '' as reason_code,
        currency,
        region
    from refund
    union all
    select
        'return' as source,
        damaged_return.event_no as source_no,
        concat(damaged_return.disposition, '|', cast(damaged_return.returned_on as varchar)) as kind,
        damaged_return.order_id,
        damaged_return.sku,
        damaged_return.fnsku,
        damaged_return.product,
        damaged_return.asin,
        damaged_return.title,
        refund.refunded_on as event_date,
        damaged_return.returned_on as not_before,
        damaged_return.fulfillment_center,
        damaged_return.disposition as reason_code,
        coalesce(refund.currency, account_setting.home_currency) as currency,
        coalesce(refund.region, account_setting.home_region) as region
    from damaged_return
    cross join account_setting
    left join refund on refund.refund_no = damaged_return.refund_no
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
                account_setting.account, '|', loss.claim_type, '|', described.order_id, '|', described.sku, '|',
                coalesce(cast(described.event_date as varchar), ''), '|', described.kind
            )
        ),
        1,
        16
    ) as event_id,
    described.event_date,
    described.order_id as reference_id,
    described.region,
    case when described.region <> 'EU' then described.region else account_setting.home_marketplace end as marketplace,
    described.product,
    described.sku,
    described.fnsku,
    coalesce(nullif(product.asin, ''), described.asin) as asin,
    coalesce(nullif(product.title, ''), described.title) as title,
    described.fulfillment_center,
    described.reason_code,
    described.currency,
    loss.question,
    described.event_date as opens_from,
    described.event_date as closes_from,
    described.not_before
from numbered_loss as loss
join described on described.source = loss.source and described.source_no = loss.source_no
cross join account_setting
left join used on used.loss_no = loss.loss_no
left join product on product.product = described.product
where loss.units > coalesce(used.units, 0)
