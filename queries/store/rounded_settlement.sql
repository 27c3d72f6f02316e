-- An id that a spreadsheet rounded, among the rows of a staged settlement file.
--
-- grain:   rounded_id
-- inputs:  staged_settlement
-- params:  download
-- outputs: rounded_id
with named as (
    select unnest([settlement_id, order_item_code]) as named_id
    from staged_settlement
    where download_id = $download
        and (contains(settlement_id, '+') or contains(order_item_code, '+'))
)

select min(named_id) as rounded_id
from named
where regexp_full_match(named_id, '[0-9]([.,][0-9]+)?E\+[0-9]+', 'i')
