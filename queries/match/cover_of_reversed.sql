-- Cover of pass 3, for reversed units: found units and payments that met no loss of the warehouse and inbound pools.
--
-- grain:   cover_no
-- inputs:  cover, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat('reversed|', region, '|', product) as pool, cover_no
    from cover
    where cover_type in ('warehouse_lost', 'warehouse_damaged', 'inbound_shortage')
        and source in ('found', 'reimbursement')
)
select usable.pool, usable.cover_no, false as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
