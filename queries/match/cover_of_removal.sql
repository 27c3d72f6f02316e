-- Reimbursements whose reason names a removal and whose order id is no removal order that we know.
--
-- grain:   cover_no
-- inputs:  cover, paid, removal_order, removal_shipment, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with known_order as (
    select order_id
    from removal_order
    union
    select order_id
    from removal_shipment
),
usable as (
    select concat('removal|', paid.product) as pool, cover.cover_no
    from cover
    join paid on paid.root_no = cover.source_no
    left join known_order on known_order.order_id = paid.order_id
    where cover.source = 'reimbursement'
        and paid.reason_key like '%removal%'
        and known_order.order_id is null
)
select usable.pool, usable.cover_no, true as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
