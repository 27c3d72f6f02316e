-- Takes over what the newest costs sheet says of costs on file; a blank never overwrites.
--
-- grain:   none
-- inputs:  cost, staged_cost
-- params:  none
-- outputs: none
update cost
set
    unit_cost = staged_cost.unit_cost,
    currency = staged_cost.currency,
    approved_on = coalesce(staged_cost.approved_on, cost.approved_on),
    supplier = coalesce(nullif(staged_cost.supplier, ''), cost.supplier),
    invoice = coalesce(nullif(staged_cost.invoice, ''), cost.invoice),
    download_id = staged_cost.download_id,
    line = staged_cost.line
from staged_cost
where cost.sku = staged_cost.sku
    and cost.effective_from = staged_cost.effective_from
    and (
        cost.unit_cost <> staged_cost.unit_cost
        or cost.currency <> staged_cost.currency
        or cost.approved_on is distinct from coalesce(staged_cost.approved_on, cost.approved_on)
        or cost.supplier <> coalesce(nullif(staged_cost.supplier, ''), cost.supplier)
        or cost.invoice <> coalesce(nullif(staged_cost.invoice, ''), cost.invoice)
    )
