-- From which day to which the complete settlements of a file reach that state their days.
--
-- grain:   first_day
-- inputs:  settlement, incoming_settlement
-- params:  none
-- outputs: first_day, last_day
select
    min(settlement.start_on) as first_day,
    max(settlement.end_on) as last_day
from settlement
semi join incoming_settlement
    on settlement.settlement_id = incoming_settlement.settlement_id
where settlement.is_complete
    and settlement.start_on <= settlement.end_on
