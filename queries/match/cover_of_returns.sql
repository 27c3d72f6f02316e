-- Units that came back, by their order and SKU.
--
-- A return without a SKU covers the SKU of that order that its FNSKU is known under, else the order's first.
--
-- grain:   cover_no
-- inputs:  cover, returned, loss_pool, product_sku
-- params:  none
-- outputs: pool, cover_no, is_timed
with told as (
    select cover.cover_no, returned.order_id, returned.sku, returned.product
    from cover
    join returned on returned.return_no = cover.source_no
    where cover.source = 'return'
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
