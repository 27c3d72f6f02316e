-- Reimbursements that bear the id of a removal order, whatever their reason.
--
-- grain:   cover_no
-- inputs:  cover, paid, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat('removal|', paid.order_id, '|', paid.product) as pool, cover.cover_no
    from cover
    join paid on paid.root_no = cover.source_no
    where cover.source = 'reimbursement' and paid.order_id <> ''
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
