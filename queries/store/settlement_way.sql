-- Decides what becomes of the staged lines of settlements that are stored.
--
-- A whole settlement takes the place of one that is not complete, of one with another total, and of one with fewer
-- cells filled; to a complete one nothing is added. Two parts that are not complete are put together.
--
-- grain:   none
-- inputs:  incoming_settlement, settlement, paired_settlement_line
-- params:  none
-- outputs: none
with filled as (
    select
        settlement_id,
        coalesce(sum(filled_cells) filter (where is_incoming), 0) as incoming_cells,
        coalesce(sum(filled_cells) filter (where not is_incoming), 0) as stored_cells
    from paired_settlement_line
    group by settlement_id
)

update incoming_settlement
set
    way = case
        when not stored.is_complete and not incoming_settlement.is_whole then 'join'
        when not stored.is_complete then 'replace'
        when not incoming_settlement.is_whole then 'keep'
        when incoming_settlement.total_amount <> stored.total_amount then 'replace'
        when filled.incoming_cells > filled.stored_cells then 'replace'
        else 'keep'
    end
from settlement as stored
left join filled
    on stored.settlement_id = filled.settlement_id
where incoming_settlement.settlement_id = stored.settlement_id
