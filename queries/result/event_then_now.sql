-- Each changed event, at the earlier run and now: units, value of a unit, cost, last day, and the row it rests on.
--
-- then_states and now_states list open units by status, as in 'review:1,waiting:2'; empty where nothing was open.
-- All rows of an event have the same price and the same window.
--
-- grain:   event_key
-- inputs:  changed_claim, changed_status, claim, adjustment, payment, currency
-- params:  none
-- outputs: event_key, claim_type, reference_id, event_date, sku, fnsku, source, source_row, currency, minor_digits,
--          then_units, now_units, then_states, now_states, then_claim_id, now_claim_id, then_unit_value, now_unit_value,
--          then_cost, now_cost, then_deadline, now_deadline, now_opens
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
        coalesce(this.source_row, earlier.source_row) as source_row,
        coalesce(this.currency, earlier.currency) as currency,
        coalesce(earlier.claim_id, '') as then_claim_id,
        coalesce(this.claim_id, '') as now_claim_id,
        earlier.unit_value as then_unit_value,
        this.unit_value as now_unit_value,
        earlier.cost_price as then_cost,
        this.cost_price as now_cost,
        earlier.deadline as then_deadline,
        this.deadline as now_deadline
    from counted
    left join first_claim as earlier on earlier.event_key = counted.event_key and not earlier.is_now
    left join first_claim as this on this.event_key = counted.event_key and this.is_now
),
payment_row as (
    select
        download_id * cast(10000000000 as bigint) + line as source_row,
        reimbursement_id,
        approved_on,
        sku,
        fnsku
    from payment
)
select
    joined.event_key,
    joined.claim_type,
    coalesce(claim.reference_id, adjustment.reference_id, payment_row.reimbursement_id, '') as reference_id,
    coalesce(claim.event_date, adjustment.event_date, payment_row.approved_on) as event_date,
    coalesce(claim.sku, adjustment.sku, payment_row.sku, '') as sku,
    coalesce(claim.fnsku, adjustment.fnsku, payment_row.fnsku, '') as fnsku,
    joined.source,
    joined.source_row,
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
    claim.window_opens as now_opens
from joined
left join claim on claim.claim_id = joined.now_claim_id
left join adjustment on joined.source = 'adjustment' and adjustment.adjustment_no = joined.source_row
left join payment_row on joined.source = 'payment' and payment_row.source_row = joined.source_row
left join currency on currency.currency = joined.currency
