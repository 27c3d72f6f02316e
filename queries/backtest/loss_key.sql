-- The losses of a run by a key that names the same loss in the run of any other day, whatever has become of it.
--
-- The numbers of a run are its own. A box of a removal keeps its key where it is lost on one day and short on the other.
--
-- grain:   loss_key
-- inputs:  loss, payment, removal_box, refund, damaged_return, inbound_line
-- params:  none
-- outputs: loss_no, loss_key
select
    loss.loss_no,
    concat(
        loss.source, '|', loss.part, '|',
        case loss.source
            when 'adjustment' then cast(loss.source_no as varchar)
            when 'payment' then concat(cast(payment.download_id as varchar), '|', cast(payment.line as varchar))
            when 'removal' then concat(cast(removal_box.download_id as varchar), '|', cast(removal_box.line as varchar))
            when 'refund' then concat(
                refund.kind, '|', refund.order_id, '|', refund.sku, '|', cast(refund.refunded_on as varchar), '|',
                refund.currency
            )
            when 'return' then concat(
                damaged_return.order_id, '|', damaged_return.sku, '|', cast(damaged_return.returned_on as varchar)
            )
            else inbound_line.event_id
        end
    ) as loss_key
from loss
left join payment on loss.source = 'payment' and payment.payment_no = loss.source_no
left join removal_box on loss.source = 'removal' and removal_box.box_no = loss.source_no
left join refund on loss.source = 'refund' and refund.refund_no = loss.source_no
left join damaged_return on loss.source = 'return' and damaged_return.event_no = loss.source_no
left join inbound_line on loss.source = 'shipment_line' and inbound_line.line_no = loss.source_no
where loss.pass > 0
