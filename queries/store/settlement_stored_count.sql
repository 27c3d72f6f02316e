-- How many settlements of a staged file are stored already, with how many first rows, and the rows of those that are not.
--
-- grain:   stored_count
-- inputs:  incoming_settlement
-- params:  none
-- outputs: stored_count, stored_head_count, fresh_count
select
    count(*) filter (where is_stored) as stored_count,
    cast(coalesce(sum(head_count) filter (where is_stored), 0) as bigint) as stored_head_count,
    cast(coalesce(sum(row_count) filter (where not is_stored), 0) as bigint) as fresh_count
from incoming_settlement
