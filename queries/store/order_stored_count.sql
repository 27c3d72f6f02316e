-- How many stored order lines the staged ones could be paired with: lines of the same days of purchase.
--
-- grain:   stored_count
-- inputs:  order_line, staged_order
-- params:  none
-- outputs: stored_count
with spanned as (
    select
        min(purchased_on) as first_day,
        max(purchased_on) as last_day
    from staged_order
)

select count(*) as stored_count
from order_line
cross join spanned
where order_line.purchased_on is null
    or order_line.purchased_on between spanned.first_day and spanned.last_day
