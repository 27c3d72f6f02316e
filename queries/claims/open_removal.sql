-- Open units of removals with everything a claim says of them: opens_from and closes_from are the days from which the rule
-- counts its first and its last day, not_before a day that it waits for besides.
--
-- grain:   loss_no
-- inputs:  numbered_loss, matched, removal_box, product, account_setting, region_currency
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, units, covered_units, open_units, event_id, event_date,
--          reference_id, region, marketplace, product, sku, fnsku, asin, title, fulfillment_center, reason_code,
--          currency, question, opens_from, closes_from, not_before
with used as (
    select loss_no, cast(sum(units) as integer) as units
    from matched
    group by loss_no
),
dated as (
    select
        removal_box.*,
        case when removal_box.is_anything_received then removal_box.received_on else removal_box.shipped_on end as event_date
    from removal_box
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
                account_setting.account, '|', loss.claim_type, '|', dated.order_id, '|',
                cast(dated.shipped_on as varchar), '|', dated.sku, '|', dated.fnsku, '|', dated.disposition, '|',
                dated.tracking_key, '|', cast(dated.shipped_units as varchar), '|', cast(dated.occurrence as varchar)
            )
        ),
        1,
        16
    ) as event_id,
    dated.event_date,
    dated.order_id as reference_id,
    dated.region,
    case when dated.region <> 'EU' then dated.region else account_setting.home_marketplace end as marketplace,
    dated.product,
    dated.sku,
    dated.fnsku,
    coalesce(product.asin, '') as asin,
    coalesce(product.title, '') as title,
    '' as fulfillment_center,
    '' as reason_code,
    coalesce(region_currency.currency, '') as currency,
    loss.question,
    dated.event_date as opens_from,
    dated.event_date as closes_from,
    cast(null as date) as not_before
from numbered_loss as loss
join dated on dated.box_no = loss.source_no
cross join account_setting
left join used on used.loss_no = loss.loss_no
left join product on product.product = dated.product
left join region_currency on region_currency.region = dated.region
where loss.source = 'removal' and loss.units > coalesce(used.units, 0)
