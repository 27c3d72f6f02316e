-- Adds the staged lines that no stored line is paired with, but for those of settlements that stay as they are.
--
-- grain:   none
-- inputs:  settlement_line, incoming_settlement_line, paired_settlement_line
-- params:  none
-- outputs: none
insert into settlement_line
select incoming_settlement_line.* exclude (row_id, way)
from incoming_settlement_line
inner join paired_settlement_line
    on incoming_settlement_line.row_id = paired_settlement_line.row_id
    and paired_settlement_line.is_incoming
    and not paired_settlement_line.is_paired
where incoming_settlement_line.way in ('join', 'replace')
order by incoming_settlement_line.line
