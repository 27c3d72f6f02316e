-- How many rows of a settlement file are staged, and how many of them need the careful reader.
--
-- grain:   staged_count
-- inputs:  staged_settlement
-- params:  none
-- outputs: staged_count, odd_count
select
    count(*) as staged_count,
    count(*) - count(settlement_id) as odd_count
from staged_settlement
