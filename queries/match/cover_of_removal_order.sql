-- Reimbursements that bear the id of a removal order, whatever their reason.
--
-- One without an FNSKU covers the boxes of that order of its SKU; without either, the order's first.
--
-- grain:   cover_no
-- inputs:  cover, paid, removal_box, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with told as (
    select cover.cover_no, paid.order_id, paid.sku, paid.product
    from cover
    join paid on paid.root_no = cover.source_no
    where cover.source = 'reimbursement' and paid.order_id <> ''
),
unnamed as (
    select
        told.cover_no,
        concat('removal|', told.order_id, '|', removal_box.product) as pool,
        row_number() over (
            partition by told.cover_no
            order by case when removal_box.product = told.product then 0 else 1 end, removal_box.box_no
        ) as place
    from told
    join removal_box on removal_box.order_id = told.order_id and (told.sku = '' or removal_box.sku = told.sku)
    where told.product = told.sku or told.product = ''
),
usable as (
    select concat('removal|', order_id, '|', product) as pool, cover_no
    from told
    where product <> told.sku and product <> ''
    union all
    select pool, cover_no
    from unnamed
    where place = 1
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
