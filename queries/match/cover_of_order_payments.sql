-- Reimbursements that bear an order id, by that order and SKU, whatever their reason.
--
-- grain:   cover_no
-- inputs:  cover, paid, order_family, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select
        concat('order|', coalesce(order_family.family_id, paid.order_id), '|', paid.sku) as pool,
        cover.cover_no
    from cover
    join paid on paid.root_no = cover.source_no
    left join order_family on order_family.order_id = paid.order_id
    where cover.source = 'reimbursement' and paid.order_id <> ''
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
