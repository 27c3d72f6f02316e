-- What became of the units of every loss: found, graded back, come back, come in surplus, paid, charged to the customer, in
-- doubt (perhaps covered, so still open), open; with the product that it befell.
--
-- Units = found + graded + returned + surplus + paid + charged + open; doubt is a part of open. Units that a reversal gave
-- back are no loss.
--
-- grain:   loss_no
-- inputs:  loss, matched, cover, adjustment, payment, removal_box, refund, damaged_return, inbound_line
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, product, event_date, units, found_units, graded_units, returned_units,
--          surplus_units, paid_units, charged_units, doubt_units, open_units
with given as (
    select
        matched.loss_no,
        sum(case when matched.pass < 4 and cover.source = 'found' then matched.units else 0 end) as found_units,
        sum(case when matched.pass < 4 and cover.source = 'graded_back' then matched.units else 0 end) as graded_units,
        sum(case when matched.pass < 4 and cover.source = 'return' then matched.units else 0 end) as returned_units,
        sum(case when matched.pass < 4 and cover.source = 'overage' then matched.units else 0 end) as surplus_units,
        sum(case when matched.pass < 4 and cover.source = 'reimbursement' then matched.units else 0 end) as paid_units,
        sum(case when matched.pass < 4 and cover.source = 'retrocharge' then matched.units else 0 end) as charged_units,
        sum(case when matched.pass < 4 then matched.units else 0 end) as covered_units,
        sum(case when matched.pass >= 4 then matched.units else 0 end) as doubt_units
    from matched
    left join cover on cover.cover_no = matched.cover_no
    group by matched.loss_no
)
select
    loss.loss_no,
    loss.claim_type,
    loss.source,
    loss.source_no,
    coalesce(
        adjustment.product, payment.product, removal_box.product, refund.product, damaged_return.product,
        inbound_line.product
    ) as product,
    loss.event_date,
    loss.units,
    cast(coalesce(given.found_units, 0) as integer) as found_units,
    cast(coalesce(given.graded_units, 0) as integer) as graded_units,
    cast(coalesce(given.returned_units, 0) as integer) as returned_units,
    cast(coalesce(given.surplus_units, 0) as integer) as surplus_units,
    cast(coalesce(given.paid_units, 0) as integer) as paid_units,
    cast(coalesce(given.charged_units, 0) as integer) as charged_units,
    cast(coalesce(given.doubt_units, 0) as integer) as doubt_units,
    cast(loss.units - coalesce(given.covered_units, 0) as integer) as open_units
from loss
left join given on given.loss_no = loss.loss_no
left join adjustment on loss.source = 'adjustment' and adjustment.adjustment_no = loss.source_no
left join payment on loss.source = 'payment' and payment.payment_no = loss.source_no
left join removal_box on loss.source = 'removal' and removal_box.box_no = loss.source_no
left join refund on loss.source = 'refund' and refund.refund_no = loss.source_no
left join damaged_return on loss.source = 'return' and damaged_return.event_no = loss.source_no
left join inbound_line on loss.source = 'shipment_line' and inbound_line.line_no = loss.source_no
where loss.pass > 0
