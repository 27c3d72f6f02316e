-- Charges to customers who kept a refunded unit, by their order and SKU.
--
-- grain:   cover_no
-- inputs:  cover, retrocharge, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat('order|', retrocharge.order_id, '|', retrocharge.sku) as pool, cover.cover_no
    from cover
    join retrocharge on retrocharge.retrocharge_no = cover.source_no
    where cover.source = 'retrocharge'
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
