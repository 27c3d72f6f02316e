-- Takes over into the evidence rows what Amazon has rewritten since.
--
-- Stated figures are taken as a pair; a blank never overwrites. The days are named again so that rows
-- of other days are not even read.
--
-- grain:   none
-- inputs:  ledger_evidence, staged_ledger, merge_pair
-- params:  none
-- outputs: none
with paired as (
    select
        merge_pair.stored_row,
        staged_ledger.msku,
        staged_ledger.asin,
        staged_ledger.title,
        staged_ledger.country,
        staged_ledger.reconciled_quantity,
        staged_ledger.unreconciled_quantity,
        staged_ledger.reconciled_quantity is not null
        or staged_ledger.unreconciled_quantity is not null as is_stated
    from merge_pair
    inner join staged_ledger
        on merge_pair.incoming_row = staged_ledger.rowid
    where merge_pair.stored_row is not null
),

merged as (
    select
        paired.stored_row,
        coalesce(nullif(paired.msku, ''), stored.msku) as msku,
        coalesce(nullif(paired.asin, ''), stored.asin) as asin,
        coalesce(nullif(paired.title, ''), stored.title) as title,
        coalesce(nullif(paired.country, ''), stored.country) as country,
        case
            when paired.is_stated then paired.reconciled_quantity
            else stored.reconciled_quantity
        end as reconciled_quantity,
        case
            when paired.is_stated then paired.unreconciled_quantity
            else stored.unreconciled_quantity
        end as unreconciled_quantity
    from paired
    inner join ledger_evidence as stored
        on paired.stored_row = stored.rowid
    where stored.event_date between getvariable('first_day') and getvariable('last_day')
)

update ledger_evidence as stored
set
    msku = merged.msku,
    asin = merged.asin,
    title = merged.title,
    country = merged.country,
    reconciled_quantity = merged.reconciled_quantity,
    unreconciled_quantity = merged.unreconciled_quantity
from merged
where stored.rowid = merged.stored_row
    and stored.event_date between getvariable('first_day') and getvariable('last_day')
    and (
        stored.msku <> merged.msku
        or stored.asin <> merged.asin
        or stored.title <> merged.title
        or stored.country <> merged.country
        or stored.reconciled_quantity is distinct from merged.reconciled_quantity
        or stored.unreconciled_quantity is distinct from merged.unreconciled_quantity
    )
