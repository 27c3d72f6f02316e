-- Inbound shortages per ASIN, for surplus of the same ASIN in any closed shipment: the oldest first, whatever the date.
--
-- grain:   loss_no
-- inputs:  loss, inbound_line
-- params:  none
-- outputs: pool, loss_no, is_timed
select
    concat('overage|', inbound_line.item) as pool,
    loss.loss_no,
    false as is_timed
from loss
join inbound_line on inbound_line.line_no = loss.source_no
where loss.source = 'shipment_line'
