-- Cover of pass 0: found units for the units that reversals gave back.
--
-- grain:   cover_no
-- inputs:  cover, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with found as (
    select concat('given_back|', region, '|', product) as pool, cover_no
    from cover
    where cover_type = 'warehouse_lost' and source = 'found'
)
select found.pool, found.cover_no, true as is_timed
from found
where exists (select 1 from loss_pool where loss_pool.pool = found.pool)
