-- Takes over into stored reimbursement lines what Amazon has rewritten since.
--
-- A blank never overwrites, and a mere day does not overwrite an instant on that day.
--
-- grain:   none
-- inputs:  reimbursement, staged_reimbursement, merge_pair
-- params:  none
-- outputs: none
with paired as (
    select
        merge_pair.stored_row,
        staged_reimbursement.*,
        staged_reimbursement.approved_at is not null
        or stored.approved_at is null
        or stored.approved_on <> staged_reimbursement.approved_on as is_dated,
        stored.approved_on as stored_on,
        stored.approved_at as stored_at,
        stored.approved_at_text as stored_text
    from merge_pair
    inner join staged_reimbursement
        on merge_pair.incoming_row = staged_reimbursement.rowid
    inner join reimbursement as stored
        on merge_pair.stored_row = stored.rowid
),

dated as (
    select
        paired.* exclude (approved_on, approved_at, approved_at_text),
        case when is_dated then approved_on else stored_on end as approved_on,
        case when is_dated then approved_at else stored_at end as approved_at,
        case
            when is_dated
                and (approved_on <> stored_on or approved_at is distinct from stored_at)
                then approved_at_text
            else stored_text
        end as approved_at_text
    from paired
),

merged as (
    select
        dated.stored_row,
        dated.approved_on,
        dated.approved_at,
        dated.approved_at_text,
        coalesce(nullif(dated.asin, ''), stored.asin) as asin,
        coalesce(nullif(dated.product_name, ''), stored.product_name) as product_name,
        coalesce(nullif(dated.condition, ''), stored.condition) as condition,
        coalesce(nullif(dated.currency, ''), stored.currency) as currency,
        coalesce(nullif(dated.original_reimbursement_type, ''), stored.original_reimbursement_type)
            as original_reimbursement_type
    from dated
    inner join reimbursement as stored
        on dated.stored_row = stored.rowid
)

update reimbursement as stored
set
    approved_on = merged.approved_on,
    approved_at = merged.approved_at,
    approved_at_text = merged.approved_at_text,
    asin = merged.asin,
    product_name = merged.product_name,
    condition = merged.condition,
    currency = merged.currency,
    original_reimbursement_type = merged.original_reimbursement_type
from merged
where stored.rowid = merged.stored_row
    and (
        stored.approved_on <> merged.approved_on
        or stored.approved_at is distinct from merged.approved_at
        or stored.asin <> merged.asin
        or stored.product_name <> merged.product_name
        or stored.condition <> merged.condition
        or stored.currency <> merged.currency
        or stored.original_reimbursement_type <> merged.original_reimbursement_type
    )
