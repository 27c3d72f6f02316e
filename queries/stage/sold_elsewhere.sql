-- Orders that were sold outside Amazon and only sent by it (multi-channel): refunds of them are not Amazon's.
--
-- grain:   order_id
-- inputs:  order_line, settlement_line, order_family
-- params:  none
-- outputs: order_id
with told as (
    select order_id
    from order_line
    where lower(sales_channel) like 'non-amazon%'
    group by order_id
    union all
    select order_id
    from settlement_line
    where lower(marketplace_name) like 'non-amazon%' and order_id <> ''
    group by order_id
)
select coalesce(order_family.family_id, told.order_id) as order_id
from told
left join order_family on order_family.order_id = told.order_id
group by coalesce(order_family.family_id, told.order_id)
