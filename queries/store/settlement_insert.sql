-- Adds the settlements of a staged file that are not stored yet.
--
-- grain:   none
-- inputs:  settlement, incoming_settlement
-- params:  none
-- outputs: none
insert into settlement by name
select
    settlement_id,
    start_on,
    end_on,
    deposit_on,
    total_amount,
    currency,
    is_whole as is_complete,
    download_id,
    line
from incoming_settlement
where not is_stored
order by line
