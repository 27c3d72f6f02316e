-- Units that came back, by their order and SKU.
--
-- grain:   cover_no
-- inputs:  cover, returned, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat('order|', returned.order_id, '|', returned.sku) as pool, cover.cover_no
    from cover
    join returned on returned.return_no = cover.source_no
    where cover.source = 'return'
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
