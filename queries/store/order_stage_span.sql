-- How many order lines are staged, how many of them need the careful reader, and from which day to which.
--
-- The report is asked for either by the day of the order or by that of its last change; the shorter span is the one that
-- was asked for.
--
-- grain:   staged_count
-- inputs:  staged_order
-- params:  none
-- outputs: staged_count, odd_count, first_day, last_day
with spanned as (
    select
        count(*) as staged_count,
        count(*) - count(order_id) as odd_count,
        min(purchased_on) as first_purchase,
        max(purchased_on) as last_purchase,
        min(updated_on) as first_update,
        max(updated_on) as last_update
    from staged_order
)

select
    staged_count,
    odd_count,
    case
        when first_purchase is null or last_update - first_update < last_purchase - first_purchase then first_update
        else first_purchase
    end as first_day,
    case
        when first_purchase is null or last_update - first_update < last_purchase - first_purchase then last_update
        else last_purchase
    end as last_day
from spanned
