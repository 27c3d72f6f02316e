-- Each changed event, at the earlier run and now: units, value of a unit, cost, last day, and the row it rests on.
--
-- then_states and now_states list open units by status, as in 'review:1,waiting:2'; empty where nothing was open.
-- All rows of an event have the same price and the same window. source_no is the number of its row in this run's
-- adjustment, payment, box, refund, damaged return or inbound_line; null where the row is no more.
--
-- grain:   event_key
-- inputs:  changed_claim, changed_status, claim, adjustment, payment, order_row, inbound_line, currency
-- params:  none
-- outputs: event_key, claim_type, reference_id, event_date, sku, fnsku, source, source_no, download_id, line, currency,
--          minor_digits, then_units, now_units, then_states, now_states, then_claim_id, now_claim_id, then_unit_value,
--          now_unit_value, then_cost, now_cost, then_deadline, now_deadline, then_opens, now_opens
with first_claim as (
    select *
    from changed_claim
    qualify row_number() over (partition by event_key, is_now order by claim_id) = 1
),
counted as (
    select
        event_key,
        cast(sum(then_units) as integer) as then_units,
        cast(sum(now_units) as integer) as now_units,
        coalesce(string_agg(case when then_units > 0 then concat(status, ':', then_units) end, ',' order by status), '')
            as then_states,
        coalesce(string_agg(case when now_units > 0 then concat(status, ':', now_units) end, ',' order by status), '')
            as now_states
    from changed_status
    group by event_key
),
joined as (
    select
        counted.*,
        coalesce(this.claim_type, earlier.claim_type) as claim_type,
        coalesce(this.source, earlier.source) as source,
        coalesce(this.download_id, earlier.download_id) as download_id,
        coalesce(this.line, earlier.line) as line,
        coalesce(this.currency, earlier.currency) as currency,
        coalesce(earlier.claim_id, '') as then_claim_id,
        coalesce(this.claim_id, '') as now_claim_id,
        earlier.unit_value as then_unit_value,
        this.unit_value as now_unit_value,
        earlier.cost_price as then_cost,
        this.cost_price as now_cost,
        earlier.deadline as then_deadline,
        this.deadline as now_deadline,
        earlier.window_opens as then_opens,
        this.window_opens as now_opens
    from counted
    left join first_claim as earlier on earlier.event_key = counted.event_key and not earlier.is_now
    left join first_claim as this on this.event_key = counted.event_key and this.is_now
)
select
    joined.event_key,
    joined.claim_type,
    coalesce(
        claim.reference_id, adjustment.reference_id, payment.reimbursement_id, order_row.order_id, inbound_line.shipment_id, ''
    ) as reference_id,
    coalesce(
        claim.event_date, adjustment.event_date, payment.approved_on, order_row.event_date, inbound_line.delivered_on
    ) as event_date,
    coalesce(claim.sku, adjustment.sku, payment.sku, order_row.sku, inbound_line.sku, '') as sku,
    coalesce(claim.fnsku, adjustment.fnsku, payment.fnsku, order_row.fnsku, inbound_line.fnsku, '') as fnsku,
    joined.source,
    coalesce(adjustment.adjustment_no, payment.payment_no, order_row.source_no, inbound_line.line_no) as source_no,
    joined.download_id,
    joined.line,
    joined.currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    joined.then_units,
    joined.now_units,
    joined.then_states,
    joined.now_states,
    joined.then_claim_id,
    joined.now_claim_id,
    joined.then_unit_value,
    joined.now_unit_value,
    joined.then_cost,
    joined.now_cost,
    joined.then_deadline,
    joined.now_deadline,
    joined.then_opens,
    joined.now_opens
from joined
left join claim on claim.claim_id = joined.now_claim_id
left join adjustment
    on joined.source = 'adjustment'
    and adjustment.download_id = joined.download_id
    and adjustment.line = joined.line
left join payment
    on joined.source = 'payment'
    and payment.download_id = joined.download_id
    and payment.line = joined.line
left join order_row
    on order_row.source = joined.source
    and order_row.download_id = joined.download_id
    and order_row.line = joined.line
-- the line of a shipment is known by what it is: a newer sheet rewrites it and gives it another place
left join inbound_line on joined.source = 'shipment_line' and concat('INB-', inbound_line.event_id) = joined.event_key
left join currency on currency.currency = joined.currency
