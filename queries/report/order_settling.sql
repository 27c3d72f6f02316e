-- What settled units of the removal orders and customers' orders of given claims, whatever product it is for: units that
-- came back, payments with the id, charges to the customer. A draft passes over none of it.
--
-- Payments of removals also count by FNSKU where their reason names a removal and their order id is none of this order.
--
-- grain:   order_id, source, cover_no
-- inputs:  claim, cover, paid, returned, retrocharge, order_family, removal_box
-- params:  claim_ids
-- outputs: order_id, source, cover_no, event_date, units
with wanted as (
    select distinct
        reference_id as order_id,
        case when fnsku <> '' then fnsku else sku end as product,
        claim_type like 'removal%' as is_removal
    from claim
    where claim_id in (select unnest(cast($claim_ids as varchar[])))
        and (claim_type like 'removal%' or claim_type like 'customer_return%')
),
removal_id as (
    select distinct order_id
    from removal_box
),
settled as (
    select wanted.order_id, cover.source, cover.cover_no, cover.event_date, cover.units
    from wanted
    join returned on returned.order_id = wanted.order_id
    join cover on cover.source = 'return' and cover.source_no = returned.return_no
    union
    select wanted.order_id, cover.source, cover.cover_no, cover.event_date, cover.units
    from wanted
    join retrocharge on retrocharge.order_id = wanted.order_id
    join cover on cover.source = 'retrocharge' and cover.source_no = retrocharge.retrocharge_no
    union
    select wanted.order_id, cover.source, cover.cover_no, cover.event_date, cover.units
    from paid
    left join order_family on order_family.order_id = paid.order_id
    join wanted on wanted.order_id = coalesce(order_family.family_id, paid.order_id)
    join cover on cover.source = 'reimbursement' and cover.source_no = paid.root_no
    union
    select wanted.order_id, cover.source, cover.cover_no, cover.event_date, cover.units
    from wanted
    join paid on paid.product = wanted.product and paid.reason_key like '%removal%'
    join cover on cover.source = 'reimbursement' and cover.source_no = paid.root_no
    left join removal_id on removal_id.order_id = paid.order_id
    where wanted.is_removal and removal_id.order_id is null
)
select order_id, source, cover_no, event_date, units
from settled
order by order_id, event_date, source, cover_no
