-- Adds the staged lines of settlements that are not stored yet, in file order.
--
-- grain:   none
-- inputs:  settlement_line, incoming_settlement_line
-- params:  none
-- outputs: none
insert into settlement_line
select * exclude (row_id, way)
from incoming_settlement_line
where way = 'append'
