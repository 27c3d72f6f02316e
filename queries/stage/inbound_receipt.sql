-- Units that the ledger books as received of a shipment, per product; corrections downwards are counted.
--
-- grain:   shipment_id, product
-- inputs:  ledger_detail, inbound_sent
-- params:  as_of
-- outputs: shipment_id, product, sku, asin, units, corrected_units, first_day, last_day
select
    reference_id as shipment_id,
    case when fnsku <> '' then fnsku else msku end as product,
    max(msku) as sku,
    max(asin) as asin,
    cast(sum(quantity) as integer) as units,
    cast(sum(case when quantity < 0 then -quantity else 0 end) as integer) as corrected_units,
    min(event_date) as first_day,
    max(event_date) as last_day
from ledger_detail
where event_type = 'Receipts'
    and event_date <= $as_of
    and quantity is not null
    and reference_id in (select inbound_sent.shipment_id from inbound_sent)
group by reference_id, case when fnsku <> '' then fnsku else msku end
