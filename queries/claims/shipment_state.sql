-- Shipments to Amazon, each with what was sent, received, corrected, found, paid and is open, and when it can be claimed.
--
-- opens_on: of a shipment that is not closed the first day by the rule, where the rule counts days from delivery (not
-- before it is closed, which nobody knows); claim_until the last day. found are units that a surplus of the same ASIN
-- made good. The queue's totals stand beside what the lines say; a shipment that only the queue knows has no lines.
--
-- grain:   shipment_id
-- inputs:  inbound_line, inbound_receipt, shipping_queue, loss, matched, cover, open_loss, window_rule, account_setting
-- params:  as_of
-- outputs: shipment_id, status, is_closed, is_ended, destination_fc, shipped_on, delivered_on, closed_on, line_count,
--          shipped_units, received_units, missing_units, surplus_units, corrected_units, found_units, paid_units,
--          open_units, expected_units, located_units, first_received_on, last_received_on, opens_on, claim_until
with line as (
    select
        shipment_id,
        max(status) as status,
        bool_and(is_closed) as is_closed,
        max(destination_fc) as destination_fc,
        min(shipped_on) as shipped_on,
        min(delivered_on) as delivered_on,
        max(closed_on) as closed_on,
        cast(count(*) as integer) as line_count,
        cast(sum(quantity_shipped) as integer) as shipped_units,
        cast(sum(received_units) as integer) as received_units,
        cast(sum(lost_units) as integer) as missing_units,
        cast(sum(surplus_units) as integer) as surplus_units
    from inbound_line
    group by shipment_id
),
receipt as (
    select
        shipment_id,
        cast(sum(corrected_units) as integer) as corrected_units,
        min(first_day) as first_day,
        max(last_day) as last_day
    from inbound_receipt
    group by shipment_id
),
covered as (
    select
        inbound_line.shipment_id,
        cast(sum(case when cover.source = 'overage' then matched.units else 0 end) as integer) as found_units,
        cast(sum(case when cover.source = 'reimbursement' then matched.units else 0 end) as integer) as paid_units
    from matched
    join loss on loss.loss_no = matched.loss_no and loss.source = 'shipment_line'
    join inbound_line on inbound_line.line_no = loss.source_no
    join cover on cover.cover_no = matched.cover_no
    where matched.pass < 4
    group by inbound_line.shipment_id
),
left_open as (
    select reference_id as shipment_id, cast(sum(open_units) as integer) as open_units
    from open_loss
    where source = 'shipment_line'
    group by reference_id
),
queue as (
    select
        *,
        row_number() over (
            partition by shipment_id order by download_id desc, updated_on desc nulls last, line desc
        ) as place
    from shipping_queue
    where created_on is null or created_on <= $as_of
),
known as (
    select shipment_id from line
    union
    select shipment_id from queue
),
shipment as (
    select
        known.shipment_id,
        coalesce(line.status, queue.status, '') as status,
        regexp_replace(lower(coalesce(line.status, queue.status, '')), '[ _:-]', '', 'g') as status_key,
        line.is_closed,
        coalesce(line.destination_fc, queue.ship_to, '') as destination_fc,
        coalesce(line.shipped_on, queue.created_on) as shipped_on,
        line.delivered_on,
        line.closed_on,
        coalesce(line.line_count, 0) as line_count,
        line.shipped_units,
        line.received_units,
        line.missing_units,
        line.surplus_units,
        queue.units_expected as expected_units,
        queue.units_located as located_units
    from known
    left join line on line.shipment_id = known.shipment_id
    left join queue on queue.shipment_id = known.shipment_id and queue.place = 1
)
select
    shipment.shipment_id,
    shipment.status,
    coalesce(shipment.is_closed, shipment.status_key = 'closed') as is_closed,
    shipment.status_key in ('cancelled', 'canceled', 'deleted') as is_ended,
    shipment.destination_fc,
    shipment.shipped_on,
    shipment.delivered_on,
    shipment.closed_on,
    shipment.line_count,
    shipment.shipped_units,
    shipment.received_units,
    shipment.missing_units,
    shipment.surplus_units,
    coalesce(receipt.corrected_units, 0) as corrected_units,
    coalesce(covered.found_units, 0) as found_units,
    coalesce(covered.paid_units, 0) as paid_units,
    coalesce(left_open.open_units, 0) as open_units,
    shipment.expected_units,
    shipment.located_units,
    receipt.first_day as first_received_on,
    receipt.last_day as last_received_on,
    case
        when window_rule.opens_days > 0 then shipment.delivered_on + cast(window_rule.opens_days as integer)
    end as opens_on,
    case
        when window_rule.closes_days is not null then shipment.delivered_on + cast(window_rule.closes_days as integer)
        when window_rule.closes_months = 18 then cast(shipment.delivered_on + interval 18 month as date)
        when window_rule.closes_months = 9 then cast(shipment.delivered_on + interval 9 month as date)
        when window_rule.closes_months = 6 then cast(shipment.delivered_on + interval 6 month as date)
    end as claim_until
from shipment
cross join account_setting
left join receipt on receipt.shipment_id = shipment.shipment_id
left join covered on covered.shipment_id = shipment.shipment_id
left join left_open on left_open.shipment_id = shipment.shipment_id
left join window_rule
    on window_rule.region = account_setting.home_region
    and window_rule.subject = 'inbound'
    and window_rule.effective_from <= $as_of
    and coalesce(window_rule.effective_until, date '9999-12-31') > $as_of
