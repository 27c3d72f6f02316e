-- Units of claimed shipments and boxes that arrived after all, in the order in which they did: receipts booked in the
-- ledger for a shipment to Amazon, and the seller's own receipts of a removal, each dated after the day looked back to.
--
-- grain:   loss_key, download_id, line
-- inputs:  claimed, ledger_detail, removal_receipt
-- params:  then, as_of
-- outputs: loss_key, units, covered_on, reference_id, download_id, line
select
    claimed.loss_key,
    ledger_detail.quantity as units,
    ledger_detail.event_date as covered_on,
    ledger_detail.reference_id,
    ledger_detail.download_id,
    ledger_detail.line
from claimed
join ledger_detail
    on ledger_detail.reference_id = claimed.reference_id
    and case when ledger_detail.fnsku <> '' then ledger_detail.fnsku else ledger_detail.msku end = claimed.product
where claimed.source = 'shipment_line'
    and ledger_detail.event_type = 'Receipts'
    and ledger_detail.quantity > 0
    and ledger_detail.event_date > $then
    and ledger_detail.event_date <= $as_of
union all
select
    claimed.loss_key,
    removal_receipt.quantity_received as units,
    removal_receipt.received_on as covered_on,
    removal_receipt.order_id as reference_id,
    removal_receipt.download_id,
    removal_receipt.line
from claimed
join removal_receipt
    on removal_receipt.order_id = claimed.reference_id
    and removal_receipt.fnsku = claimed.fnsku
where claimed.source = 'removal'
    and removal_receipt.quantity_received > 0
    and removal_receipt.received_on > $then
    and removal_receipt.received_on <= $as_of
