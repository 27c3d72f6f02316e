-- Replacement orders with the order that they stand for: replacement and original are one order, the original's.
--
-- Replacements of replacements are followed three steps.
--
-- grain:   order_id
-- inputs:  replacement
-- params:  as_of
-- outputs: order_id, family_id
with link as (
    select replacement_order_id as order_id, min(original_order_id) as above_id
    from replacement
    where replacement_order_id <> ''
        and original_order_id <> ''
        and replacement_order_id <> original_order_id
        and shipped_on <= $as_of
    group by replacement_order_id
)
select
    link.order_id,
    coalesce(third.above_id, second.above_id, link.above_id) as family_id
from link
left join link as second on second.order_id = link.above_id
left join link as third on third.order_id = second.above_id
