-- Gives stored lines without a currency the one that their settlement turns out to be in.
--
-- grain:   none
-- inputs:  settlement_line, incoming_settlement
-- params:  none
-- outputs: none
update settlement_line
set currency = incoming_settlement.currency
from incoming_settlement
where settlement_line.settlement_id = incoming_settlement.settlement_id
    and settlement_line.currency = ''
    and incoming_settlement.currency <> ''
    and incoming_settlement.is_stored
