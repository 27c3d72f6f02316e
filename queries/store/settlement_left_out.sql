-- How many staged lines a settlement that stays as it is does not have.
--
-- grain:   left_out_count
-- inputs:  paired_settlement_line, incoming_settlement
-- params:  none
-- outputs: left_out_count
select count(*) as left_out_count
from paired_settlement_line
inner join incoming_settlement
    on paired_settlement_line.settlement_id = incoming_settlement.settlement_id
where incoming_settlement.way = 'keep'
    and paired_settlement_line.is_incoming
    and not paired_settlement_line.is_paired
