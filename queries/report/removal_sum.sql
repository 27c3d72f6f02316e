-- The boxes of removals that went back to the seller: what the order asked for and sent, what came of each box, what was paid
-- and what is open; newest orders first. row_total counts all boxes.
--
-- received_units is empty where nobody has said. requested_units and sent_units are of the whole order.
--
-- grain:   box_no
-- inputs:  removal_box, removal_order, loss, matched, product, claim
-- params:  row_limit
-- outputs: box_no, order_id, requested_units, sent_units, tracking_number, carrier, shipped_on, sku, fnsku, title,
--          shipped_units, received_units, received_on, paid_units, open_units, claim_id, row_total
with requested as (
    select order_id, sum(requested_quantity)::integer as units
    from removal_order
    group by order_id
),
sent as (
    select order_id, sum(shipped_units)::integer as units, max(shipped_on) as last_day
    from removal_box
    group by order_id
),
paid as (
    select loss.source_no, sum(matched.units)::integer as units
    from loss
    join matched on matched.loss_no = loss.loss_no and matched.pass < 4
    where loss.source = 'removal'
    group by loss.source_no
),
missing as (
    select loss.source_no, loss.units, loss.loss_no
    from loss
    where loss.source = 'removal'
)
select
    removal_box.box_no,
    removal_box.order_id,
    requested.units as requested_units,
    sent.units as sent_units,
    removal_box.tracking_number,
    removal_box.carrier,
    removal_box.shipped_on,
    removal_box.sku,
    removal_box.fnsku,
    coalesce(product.title, '') as title,
    removal_box.shipped_units,
    case when removal_box.is_answered then removal_box.received_units end as received_units,
    removal_box.received_on,
    coalesce(paid.units, 0) as paid_units,
    coalesce(missing.units, 0) - coalesce(paid.units, 0) as open_units,
    coalesce(claim.claim_id, '') as claim_id,
    (count(*) over ())::integer as row_total
from removal_box
join sent on sent.order_id = removal_box.order_id
left join requested on requested.order_id = removal_box.order_id
left join missing on missing.source_no = removal_box.box_no
left join paid on paid.source_no = removal_box.box_no
left join product on product.product = removal_box.product
left join claim on claim.loss_no = missing.loss_no
order by sent.last_day desc, removal_box.order_id, removal_box.box_no
limit $row_limit
