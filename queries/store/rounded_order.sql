-- An id that a spreadsheet rounded, among the rows of a staged All orders file.
--
-- grain:   rounded_id
-- inputs:  staged_order
-- params:  download
-- outputs: rounded_id
with named as (
    select unnest([order_id, order_item_id]) as named_id
    from staged_order
    where download_id = $download
        and (contains(order_id, '+') or contains(order_item_id, '+'))
)

select min(named_id) as rounded_id
from named
where regexp_full_match(named_id, '[0-9]([.,][0-9]+)?E\+[0-9]+', 'i')
