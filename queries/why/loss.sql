-- Every loss row that an id names: by claim, ledger reference, shipment, FNSKU, SKU, ASIN, order, removal order,
-- tracking number, reimbursement or case. An ASIN names the events that have a claim.
--
-- grain:   loss_no
-- inputs:  loss, adjustment, payment, removal_box, refund, damaged_return, order_row, claim, loss_standing, loss_value,
--          loss_price, window_rule, value_cap, cost_rule, download, open_loss, cost, paid, inbound_line
-- params:  id, as_of
-- outputs: loss_no, claim_type, part, units, event_date, reference_id, sku, fnsku, reason, place, disposition,
--          quantity, stated_reconciled, stated_unreconciled, currency, file_name, line, open_units, window_opens,
--          deadline, rule_id, rule_source, is_rule_verified, unit_value, cost_price, cost_sku, cost_effective_from,
--          cost_file_name, cost_line, cap_amount, cap_currency, cap_source, is_cap_verified, cost_rule_from,
--          cost_rule_source, is_cost_rule_verified, paid_amount, paid_units, tracking_number,
--          value_basis, shipped_units, received_units, figure_units, ledger_units
with first_row as (
    select source, source_no, min(download_id) as download_id, min_by(line, download_id * 1000000000000 + line) as line
    from order_row
    where source_no is not null
    group by source, source_no
),
named_claim as (
    -- all of the event: also the units that were made good already
    select distinct part.loss_no
    from claim
    join loss as claimed on claimed.loss_no = claim.loss_no
    join loss as part
        on part.source = claimed.source
        and part.source_no = claimed.source_no
        and part.claim_type = claimed.claim_type
    where $id in (claim.claim_id, claim.case_id, claim.asin)
),
described as (
    select
        loss.loss_no,
        loss.claim_type,
        loss.part,
        loss.units,
        case
            when loss.source = 'shipment_line' then coalesce(inbound_line.delivered_on, inbound_line.closed_on)
            else coalesce(adjustment.event_date, payment.approved_on, loss.event_date)
        end as event_date,
        coalesce(
            adjustment.reference_id, payment.reimbursement_id, removal_box.order_id, refund.order_id, damaged_return.order_id,
            inbound_line.shipment_id
        ) as reference_id,
        coalesce(
            adjustment.sku, payment.sku, removal_box.sku, refund.sku, damaged_return.sku, inbound_line.sku
        ) as sku,
        coalesce(
            adjustment.fnsku, payment.fnsku, removal_box.fnsku, refund.fnsku, damaged_return.fnsku, inbound_line.fnsku
        ) as fnsku,
        coalesce(
            adjustment.product, payment.product, removal_box.product, refund.product, damaged_return.product,
            inbound_line.product
        ) as product,
        coalesce(adjustment.reason, payment.reason, damaged_return.disposition, '') as reason,
        coalesce(
            adjustment.fulfillment_center, damaged_return.fulfillment_center, inbound_line.destination_fc, ''
        ) as place,
        coalesce(adjustment.disposition, '') as disposition,
        coalesce(adjustment.quantity, payment.units, inbound_line.quantity_shipped, loss.units) as quantity,
        case when adjustment.has_stated and not adjustment.is_unclear then adjustment.reconciled_units end as stated_reconciled,
        case when adjustment.has_stated and not adjustment.is_unclear then adjustment.unreconciled_units end as stated_unreconciled,
        coalesce(payment.currency, '') as currency,
        paid.money as paid_amount,
        paid.cash_units as paid_units,
        coalesce(payment.order_id, '') as order_id,
        coalesce(payment.case_id, '') as case_id,
        coalesce(payment.original_reimbursement_id, '') as original_reimbursement_id,
        inbound_line.quantity_shipped as shipped_units,
        inbound_line.received_units,
        inbound_line.quantity_received as figure_units,
        inbound_line.ledger_units,
        coalesce(
            adjustment.download_id, payment.download_id, first_row.download_id, inbound_line.download_id
        ) as download_id,
        coalesce(adjustment.line, payment.line, first_row.line, inbound_line.line) as line,
        coalesce(removal_box.tracking_number, '') as tracking_number
    from loss
    left join adjustment on loss.source = 'adjustment' and adjustment.adjustment_no = loss.source_no
    left join payment on loss.source = 'payment' and payment.payment_no = loss.source_no
    left join inbound_line on loss.source = 'shipment_line' and inbound_line.line_no = loss.source_no
    left join paid on loss.source = 'payment' and paid.root_no = loss.source_no
    left join removal_box on loss.source = 'removal' and removal_box.box_no = loss.source_no
    left join refund on loss.source = 'refund' and refund.refund_no = loss.source_no
    left join damaged_return on loss.source = 'return' and damaged_return.event_no = loss.source_no
    left join first_row on first_row.source = loss.source and first_row.source_no = loss.source_no
)
select
    described.loss_no,
    described.claim_type,
    described.part,
    described.units,
    described.event_date,
    described.reference_id,
    described.sku,
    described.fnsku,
    described.reason,
    described.place,
    described.disposition,
    described.quantity,
    described.stated_reconciled,
    described.stated_unreconciled,
    coalesce(nullif(described.currency, ''), open_loss.currency, '') as currency,
    coalesce(download.file_name, '') as file_name,
    described.line,
    coalesce(open_loss.open_units, 0) as open_units,
    loss_standing.window_opens,
    loss_standing.deadline,
    coalesce(loss_standing.rule_id, '') as rule_id,
    coalesce(window_rule.source, '') as rule_source,
    coalesce(window_rule.is_verified, false) as is_rule_verified,
    loss_value.unit_value,
    loss_price.cost_price,
    coalesce(loss_price.cost_sku, '') as cost_sku,
    loss_price.cost_effective_from,
    coalesce(cost_download.file_name, '') as cost_file_name,
    cost.line as cost_line,
    value_cap.amount as cap_amount,
    coalesce(value_cap.currency, '') as cap_currency,
    coalesce(value_cap.source, '') as cap_source,
    coalesce(value_cap.is_verified, false) as is_cap_verified,
    cost_rule.effective_from as cost_rule_from,
    coalesce(cost_rule.source, '') as cost_rule_source,
    coalesce(cost_rule.is_verified, false) as is_cost_rule_verified,
    described.paid_amount,
    described.paid_units,
    described.tracking_number,
    coalesce(loss_value.value_basis, '') as value_basis,
    described.shipped_units,
    described.received_units,
    described.figure_units,
    described.ledger_units
from described
left join named_claim on named_claim.loss_no = described.loss_no
left join open_loss on open_loss.loss_no = described.loss_no
left join loss_standing on loss_standing.loss_no = described.loss_no
left join loss_value on loss_value.loss_no = described.loss_no
left join loss_price on loss_price.event_no = described.loss_no
left join window_rule on window_rule.rule_id = loss_standing.rule_id
left join value_cap
    on value_cap.region = open_loss.region
    and loss_value.value_basis in ('cost', 'underpayment')
    and (value_cap.currency = open_loss.currency or loss_value.value_basis = 'underpayment')
    and value_cap.effective_from <= $as_of
    and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
left join cost_rule
    on cost_rule.region = open_loss.region
    and loss_value.value_basis in ('cost', 'underpayment')
    and cost_rule.effective_from <= $as_of
left join download on download.download_id = described.download_id
left join cost on cost.sku = loss_price.cost_sku and cost.effective_from = loss_price.cost_effective_from
left join download as cost_download on cost_download.download_id = cost.download_id
where named_claim.loss_no is not null
    or $id in (
        described.reference_id, described.product, described.fnsku, described.sku, described.order_id,
        described.case_id, described.original_reimbursement_id, described.tracking_number
    )
order by described.event_date, described.loss_no
