-- The boxes of removals that nobody has answered for, as a warehouse worker fills them in: the oldest first.
--
-- Lines of one box that hold the same product are one row, as a receipt counts for the whole box.
--
-- grain:   order_id, tracking_key, fnsku
-- inputs:  removal_box, product
-- params:  none
-- outputs: order_id, tracking_number, tracking_key, carrier, shipped_on, fnsku, sku, title, quantity_shipped
select
    removal_box.order_id,
    max(removal_box.tracking_number) as tracking_number,
    removal_box.tracking_key,
    max(removal_box.carrier) as carrier,
    min(removal_box.shipped_on) as shipped_on,
    removal_box.product as fnsku,
    max(removal_box.sku) as sku,
    coalesce(max(product.title), '') as title,
    sum(removal_box.shipped_units)::integer as quantity_shipped
from removal_box
left join product on product.product = removal_box.product
where not removal_box.is_answered and not removal_box.is_no_claim_sku
group by removal_box.order_id, removal_box.tracking_key, removal_box.product
order by min(removal_box.shipped_on), removal_box.order_id, removal_box.tracking_key, removal_box.product
