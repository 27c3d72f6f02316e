-- Open units of inbound shortages with everything a claim says of them: opens_from and closes_from
-- are the days from which the rule counts its first and its last day, not_before a day that it waits for besides.
--
-- Without a day of delivery there is no deadline, and the day of closing stands in for the rest.
--
-- grain:   loss_no
-- inputs:  numbered_loss, matched, inbound_line, account_setting, region_currency
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
    inbound_line.event_id,
    inbound_line.delivered_on as event_date,
    inbound_line.shipment_id as reference_id,
    inbound_line.region,
    case when inbound_line.region <> 'EU' then inbound_line.region else account_setting.home_marketplace end as marketplace,
    inbound_line.product,
    inbound_line.sku,
    inbound_line.fnsku,
    inbound_line.asin,
    inbound_line.title,
    inbound_line.destination_fc as fulfillment_center,
    '' as reason_code,
    coalesce(region_currency.currency, '') as currency,
    loss.question,
    coalesce(inbound_line.delivered_on, inbound_line.closed_on) as opens_from,
    inbound_line.delivered_on as closes_from,
    inbound_line.closed_on as not_before
from numbered_loss as loss
join inbound_line on inbound_line.line_no = loss.source_no
cross join account_setting
left join used on used.loss_no = loss.loss_no
left join region_currency on region_currency.region = inbound_line.region
where loss.source = 'shipment_line' and loss.units > coalesce(used.units, 0)
