-- The cost book.
--
-- grain:   sku, effective_from
-- inputs:  cost, download
-- params:  none
-- outputs: sku, unit_cost, currency, effective_from, approved_on, supplier, invoice, file_name, line
select
    cost.sku,
    cost.unit_cost,
    cost.currency,
    cost.effective_from,
    cost.approved_on,
    cost.supplier,
    cost.invoice,
    coalesce(download.file_name, '') as file_name,
    cost.line
from cost
left join download on download.download_id = cost.download_id
order by cost.sku, cost.effective_from
