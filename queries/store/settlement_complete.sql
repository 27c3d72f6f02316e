-- Says of stored settlements that a file touched whether their lines, all in one currency, add up to the stated total.
--
-- grain:   none
-- inputs:  settlement, settlement_line, incoming_settlement
-- params:  none
-- outputs: none
with summed as (
    select
        settlement_line.settlement_id,
        sum(settlement_line.amount) as line_sum,
        min(settlement_line.currency) as first_currency,
        max(settlement_line.currency) as last_currency
    from settlement_line
    semi join incoming_settlement
        on settlement_line.settlement_id = incoming_settlement.settlement_id
        and incoming_settlement.way <> 'keep'
    group by settlement_line.settlement_id
)

update settlement as stored
set
    is_complete = coalesce(
        summed.line_sum = stored.total_amount
        and summed.first_currency = stored.currency
        and summed.last_currency = stored.currency
        and not incoming_settlement.is_contradictory,
        false
    )
from incoming_settlement
left join summed
    on incoming_settlement.settlement_id = summed.settlement_id
where stored.settlement_id = incoming_settlement.settlement_id
    and incoming_settlement.is_stored
    and incoming_settlement.way <> 'keep'
