-- The settlements of a file whose days are not covered: not complete, or without days.
--
-- grain:   settlement_id
-- inputs:  settlement, settlement_line, incoming_settlement
-- params:  none
-- outputs: settlement_id, is_complete, currency, total_amount, line_sum, currencies
with doubtful as (
    select
        settlement.settlement_id,
        settlement.is_complete,
        settlement.currency,
        settlement.total_amount,
        settlement.download_id,
        settlement.line
    from settlement
    semi join incoming_settlement
        on settlement.settlement_id = incoming_settlement.settlement_id
    where not settlement.is_complete
        or settlement.start_on is null
        or settlement.end_on is null
        or settlement.start_on > settlement.end_on
),

summed as (
    select
        settlement_line.settlement_id as summed_id,
        sum(settlement_line.amount) as line_sum,
        list_sort(list(distinct settlement_line.currency)) as currencies
    from settlement_line
    semi join doubtful
        on settlement_line.settlement_id = doubtful.settlement_id
    group by settlement_line.settlement_id
)

select
    settlement_id,
    is_complete,
    currency,
    total_amount,
    coalesce(summed.line_sum, 0) as line_sum,
    array_to_string(
        list_sort(list_distinct(list_append(coalesce(summed.currencies, []), currency))), ', '
    ) as currencies
from doubtful
left join summed
    on doubtful.settlement_id = summed.summed_id
order by is_complete, download_id, line
