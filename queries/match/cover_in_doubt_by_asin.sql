-- Cover of the last step of pass 4: found units under an MSKU beginning Amazon.Found., per ASIN.
--
-- grain:   cover_no
-- inputs:  cover, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat('doubt_asin|', asin) as pool, cover_no
    from cover
    where cover_type = 'amazon_found'
)
select usable.pool, usable.cover_no, true as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
