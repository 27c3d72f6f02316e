-- Which cover row went to which loss row, in the order it was used, with file and line of both.
--
-- is_exact: the cover bears the order of the loss, or is surplus of the same product in a shipment.
--
-- grain:   pass, loss_no, cover_no
-- inputs:  matched, loss, cover, adjustment, payment, returned, retrocharge, order_money, order_family, removal_box, refund,
--          damaged_return, inbound_line, download
-- params:  loss_nos, cover_nos
-- outputs: pass, loss_no, cover_no, units, source, part, event_date, reference_id, reason, currency, amount, file_name,
--          line, loss_type, loss_date, loss_reference_id, is_exact
with charge as (
    select
        retrocharge.retrocharge_no,
        retrocharge.order_id,
        retrocharge.currency,
        cast(retrocharge.money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)) as amount,
        min_by(order_money.download_id, order_money.money_no) as download_id,
        min_by(order_money.line, order_money.money_no) as line
    from retrocharge
    join order_money
        on order_money.kind = 'retrocharge'
        and order_money.order_id = retrocharge.order_id
        and order_money.sku = retrocharge.sku
        and order_money.posted_on = retrocharge.charged_on
        and order_money.currency = retrocharge.currency
    group by retrocharge.retrocharge_no, retrocharge.order_id, retrocharge.currency, retrocharge.money
)
select
    matched.pass,
    matched.loss_no,
    matched.cover_no,
    matched.units,
    cover.source,
    cover.part,
    cover.event_date,
    coalesce(adjustment.reference_id, payment.reimbursement_id, returned.order_id, charge.order_id, inbound_line.shipment_id) as reference_id,
    coalesce(adjustment.reason, payment.reason, returned.disposition, '') as reason,
    coalesce(payment.currency, charge.currency, '') as currency,
    coalesce(payment.amount_total, charge.amount) as amount,
    coalesce(download.file_name, '') as file_name,
    coalesce(adjustment.line, payment.line, returned.line, charge.line, inbound_line.line) as line,
    loss.claim_type as loss_type,
    loss.event_date as loss_date,
    coalesce(
        lost.reference_id, reversed.reimbursement_id, removal_box.order_id, refund.order_id, damaged_return.order_id,
        short_line.shipment_id
    ) as loss_reference_id,
    cover.source = 'overage'
    or loss.source in ('removal', 'refund', 'return')
    and (
        cover.source <> 'reimbursement'
        or coalesce(order_family.family_id, payment.order_id)
        = coalesce(removal_box.order_id, refund.order_id, damaged_return.order_id)
    ) as is_exact
from matched
join loss on loss.loss_no = matched.loss_no
join cover on cover.cover_no = matched.cover_no
left join adjustment on cover.source in ('found', 'graded_back') and adjustment.adjustment_no = cover.source_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join adjustment as lost on loss.source = 'adjustment' and lost.adjustment_no = loss.source_no
left join inbound_line as short_line on loss.source = 'shipment_line' and short_line.line_no = loss.source_no
left join payment as reversed on loss.source = 'payment' and reversed.payment_no = loss.source_no
left join order_family on order_family.order_id = payment.order_id
left join returned on cover.source = 'return' and returned.return_no = cover.source_no
left join charge on cover.source = 'retrocharge' and charge.retrocharge_no = cover.source_no
left join removal_box on loss.source = 'removal' and removal_box.box_no = loss.source_no
left join refund on loss.source = 'refund' and refund.refund_no = loss.source_no
left join damaged_return on loss.source = 'return' and damaged_return.event_no = loss.source_no
left join inbound_line on cover.source = 'overage' and inbound_line.line_no = cover.source_no
left join download
    on download.download_id
    = coalesce(
        adjustment.download_id, payment.download_id, returned.download_id, charge.download_id, inbound_line.download_id
    )
where matched.loss_no in (select unnest(cast($loss_nos as bigint[])))
    or matched.cover_no in (select unnest(cast($cover_nos as bigint[])))
order by
    matched.pass,
    matched.loss_no,
    -- by exact key in the order of the contract: what came back, payments, charges
    case when cover.source = 'return' then 0 when cover.source = 'retrocharge' then 2 else 1 end,
    case when is_exact then 0 else 1 end,
    matched.cover_no
