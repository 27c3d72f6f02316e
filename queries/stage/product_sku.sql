-- The seller's SKUs under which a product was ever seen.
--
-- grain:   product, sku
-- inputs:  product_row, reimbursement, removal_order, removal_shipment, inbound_shipment
-- params:  as_of
-- outputs: product, sku, has_ledger_row
with seen as (
    select
        case when fnsku <> '' then fnsku else msku end as product,
        msku as sku,
        1 as ledger_row
    from product_row
    where msku <> ''
    union all
    select
        fnsku as product,
        sku,
        0 as ledger_row
    from reimbursement
    where fnsku <> '' and sku <> '' and approved_on <= $as_of
    group by fnsku, sku
    union all
    select fnsku as product, sku, 0 as ledger_row
    from removal_order
    where fnsku <> '' and sku <> '' and requested_on <= $as_of
    group by fnsku, sku
    union all
    select fnsku as product, sku, 0 as ledger_row
    from removal_shipment
    where fnsku <> '' and sku <> '' and shipped_on <= $as_of
    group by fnsku, sku
    union all
    select fnsku as product, sku, 0 as ledger_row
    from inbound_shipment
    where fnsku <> '' and sku <> '' and coalesce(delivered_on, closed_on, shipped_on, $as_of) <= $as_of
    group by fnsku, sku
)
select product, sku, max(ledger_row) = 1 as has_ledger_row
from seen
group by product, sku
