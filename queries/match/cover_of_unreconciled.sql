-- Cover of pass 2: what is left, but for the part of found units that Amazon states as reconciled.
--
-- grain:   cover_no
-- inputs:  cover, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat(cover_type, '|', region, '|', product) as pool, cover_no
    from cover
    where part <> 'reconciled'
)
select usable.pool, usable.cover_no, true as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
