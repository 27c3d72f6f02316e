-- Open units of ledger losses with everything a claim says of them: opens_from and closes_from
-- are the days from which the rule counts its first and its last day, not_before a day that it waits for besides.
--
-- grain:   loss_no
-- inputs:  numbered_loss, matched, adjustment, product, account_setting, region_currency
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, units, covered_units, open_units, event_id, event_date,
--          reference_id, region, marketplace, product, sku, fnsku, asin, title, fulfillment_center, reason_code,
--          currency, question, opens_from, closes_from, not_before
with used as (
    select loss_no, cast(sum(units) as integer) as units
    from matched
    group by loss_no
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
                account_setting.account, '|', loss.claim_type, '|', cast(adjustment.event_date as varchar), '|',
                adjustment.product, '|', adjustment.reference_id, '|', cast(adjustment.quantity as varchar), '|',
                adjustment.fulfillment_center, '|', adjustment.disposition, '|', adjustment.reason, '|',
                cast(adjustment.occurrence as varchar)
            )
        ),
        1,
        16
    ) as event_id,
    adjustment.event_date,
    adjustment.reference_id,
    adjustment.region,
    case
        when adjustment.region <> 'EU' then adjustment.region
        when adjustment.country <> '' then adjustment.country
        else account_setting.home_marketplace
    end as marketplace,
    adjustment.product,
    adjustment.sku,
    adjustment.fnsku,
    coalesce(nullif(product.asin, ''), adjustment.asin) as asin,
    -- a product is there where any row of it has a title, the event's own included
    coalesce(product.title, '') as title,
    adjustment.fulfillment_center,
    adjustment.reason as reason_code,
    coalesce(region_currency.currency, '') as currency,
    loss.question,
    adjustment.event_date as opens_from,
    adjustment.event_date as closes_from,
    cast(null as date) as not_before
from numbered_loss as loss
join adjustment on adjustment.adjustment_no = loss.source_no
cross join account_setting
left join used on used.loss_no = loss.loss_no
left join product on product.product = adjustment.product
left join region_currency on region_currency.region = adjustment.region
where loss.source = 'adjustment' and loss.pass > 0 and loss.units > coalesce(used.units, 0)
