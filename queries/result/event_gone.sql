-- What the data proves of changed events of which fewer units are open and that nothing made good: older than the
-- records, a SKU that is never claimed, a payment below cost that was taken back or whose cost is another, a box
-- that somebody has counted since, a shipment of which more was received or that is not closed any more.
--
-- grain:   event_key
-- inputs:  event_then_now, earlier_run, adjustment, payment, order_row, removal_box, inbound_line, payment_price, reversal,
--          records
-- params:  none
-- outputs: event_key, why
with gone as (
    select event_key, claim_type, source, source_no, event_date, then_cost, minor_digits
    from event_then_now
    where then_units > now_units
),
order_excluded as (
    select source, source_no, bool_or(is_no_claim_sku) as is_no_claim_sku
    from order_row
    where source_no is not null
    group by source, source_no
),
taken_back as (
    select distinct reversal.root_no
    from reversal
    join payment on payment.payment_no = reversal.payment_no
    cross join earlier_run
    where payment.download_id > earlier_run.last_download or payment.approved_on > earlier_run.as_of
)
select
    gone.event_key,
    case
        when gone.event_date < records.records_begin then 'before_records'
        when coalesce(
            adjustment.is_no_claim_sku, payment.is_no_claim_sku, order_excluded.is_no_claim_sku, inbound_line.is_no_claim_sku
        ) then 'excluded_sku'
        when gone.claim_type = 'reimbursement_underpaid' and taken_back.root_no is not null then 'taken_back'
        when gone.claim_type = 'reimbursement_underpaid'
            and (
                (payment_price.cost_price is null) <> (gone.then_cost is null)
                -- the cost of then was rounded to the minor unit
                or abs(payment_price.cost_price - gone.then_cost)
                > case gone.minor_digits when 0 then 0.5 when 3 then 0.0005 else 0.005 end
            ) then 'other_cost'
        when removal_box.is_answered then 'received'
        when inbound_line.is_closed then 'received_more'
        when inbound_line.line_no is not null then 'not_closed'
        else ''
    end as why
from gone
cross join records
left join adjustment on gone.source = 'adjustment' and adjustment.adjustment_no = gone.source_no
left join payment on gone.source = 'payment' and payment.payment_no = gone.source_no
left join order_excluded on order_excluded.source = gone.source and order_excluded.source_no = gone.source_no
left join removal_box on gone.source = 'removal' and removal_box.box_no = gone.source_no
left join inbound_line on gone.source = 'shipment_line' and inbound_line.line_no = gone.source_no
left join taken_back on taken_back.root_no = payment.payment_no
left join payment_price on payment_price.event_no = payment.payment_no
