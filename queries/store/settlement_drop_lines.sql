-- Takes out the stored lines that a whole settlement does not have.
--
-- grain:   none
-- inputs:  settlement_line, paired_settlement_line, incoming_settlement
-- params:  none
-- outputs: none
delete from settlement_line
where rowid in (
    select paired_settlement_line.row_id
    from paired_settlement_line
    inner join incoming_settlement
        on paired_settlement_line.settlement_id = incoming_settlement.settlement_id
    where incoming_settlement.way = 'replace'
        and not paired_settlement_line.is_incoming
        and not paired_settlement_line.is_paired
)
