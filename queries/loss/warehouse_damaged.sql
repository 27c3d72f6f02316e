-- Units that the ledger books as damaged in the warehouse (reasons E, 6, 7, H, K, U; one pool for all), in the part that Amazon
-- states as reconciled (matched first, in pass 1) and the rest (pass 2).
--
-- grain:   source_no, part
-- inputs:  adjustment, reason_code, records
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question
with event as (
    select
        adjustment.*,
        case
            when adjustment.disposition <> 'SELLABLE' then 'disposition_unsellable'
            when adjustment.reason <> 'E' then 'damage_code'
            when adjustment.is_unclear then 'figures_unclear'
            else ''
        end as question
    from adjustment
    join reason_code on reason_code.code = adjustment.reason and reason_code.role = 'damaged'
    cross join records
    where adjustment.quantity < 0
        and not adjustment.is_no_claim_sku
        and adjustment.event_date >= records.records_begin
)
select
    'warehouse_damaged' as claim_type,
    'adjustment' as source,
    adjustment_no as source_no,
    'reconciled' as part,
    1 as pass,
    concat('warehouse_damaged|', region, '|', product) as pool,
    event_date,
    reference_id,
    sku,
    occurrence,
    reconciled_units as units,
    case when question = '' then 'settled_unseen' else question end as question
from event
where reconciled_units > 0
union all
select
    'warehouse_damaged' as claim_type,
    'adjustment' as source,
    adjustment_no as source_no,
    'rest' as part,
    2 as pass,
    concat('warehouse_damaged|', region, '|', product) as pool,
    event_date,
    reference_id,
    sku,
    occurrence,
    unreconciled_units as units,
    question
from event
where unreconciled_units > 0
