-- Cover of pass 4: found units and payments that met no loss, and payments of any other reason without an order.
--
-- grain:   cover_no
-- inputs:  cover, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat('doubt|', product) as pool, cover_no
    from cover
    where cover_type in ('warehouse_lost', 'warehouse_damaged', 'inbound_shortage', 'other')
        and source in ('found', 'reimbursement')
)
select usable.pool, usable.cover_no, true as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
