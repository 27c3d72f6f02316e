-- Reimbursements that bear an order id, by that order and SKU, whatever their reason.
--
-- One without a SKU covers the SKU of that order that its FNSKU is known under, else the order's first.
--
-- grain:   cover_no
-- inputs:  cover, paid, order_family, loss_pool, product_sku
-- params:  none
-- outputs: pool, cover_no, is_timed
with told as (
    select
        cover.cover_no,
        coalesce(order_family.family_id, paid.order_id) as order_id,
        paid.sku,
        paid.product
    from cover
    join paid on paid.root_no = cover.source_no
    left join order_family on order_family.order_id = paid.order_id
    where cover.source = 'reimbursement' and paid.order_id <> ''
),
unnamed as (
    select
        told.cover_no,
        loss_pool.pool,
        row_number() over (
            partition by told.cover_no
            order by case when product_sku.sku is not null then 0 else 1 end, loss_pool.pool, loss_pool.loss_no
        ) as place
    from told
    join loss_pool on split_part(loss_pool.pool, '|', 2) = told.order_id
    left join product_sku
        on product_sku.product = told.product
        and loss_pool.pool = concat('order|', told.order_id, '|', product_sku.sku)
    where told.sku = ''
),
usable as (
    select concat('order|', order_id, '|', sku) as pool, cover_no
    from told
    where sku <> ''
    union all
    select pool, cover_no
    from unnamed
    where place = 1
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
