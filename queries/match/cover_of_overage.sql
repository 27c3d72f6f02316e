-- Units in surplus in closed shipments, per ASIN.
--
-- grain:   cover_no
-- inputs:  cover, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat('overage|', asin) as pool, cover_no
    from cover
    where cover_type = 'overage'
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
