-- Cover of pass 1, for the units that Amazon states as reconciled: all but the part of found units that it states as
-- unreconciled, and nothing dated after the last day the ledger covers (Amazon could not have counted it).
--
-- grain:   cover_no
-- inputs:  cover, records, loss_pool
-- params:  none
-- outputs: pool, cover_no, is_timed
with usable as (
    select concat(cover.cover_type, '|', cover.region, '|', cover.product) as pool, cover.cover_no
    from cover
    cross join records
    where cover.part <> 'unreconciled'
        and cover.event_date <= records.ledger_last_day
        and cover.cover_type in ('warehouse_lost', 'warehouse_damaged')
)
select usable.pool, usable.cover_no, true as is_timed
from usable
where exists (select 1 from loss_pool where loss_pool.pool = usable.pool)
