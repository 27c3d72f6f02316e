-- The shipment line behind each claim that can be filed: what was sent and received, when, and by which carrier.
--
-- ledger_units: what the ledger books as received; empty without a ledger.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, inbound_line, inbound_shipment, records
-- params:  none
-- outputs: claim_id, shipped_units, received_units, ledger_units, lost_units, shipped_on, delivered_on, carrier, tracking_id,
--          cartons, weight_kg
select
    claim.claim_id,
    inbound_line.quantity_shipped as shipped_units,
    inbound_line.received_units,
    case when records.has_ledger then inbound_line.ledger_units end as ledger_units,
    inbound_line.lost_units,
    inbound_line.shipped_on,
    inbound_line.delivered_on,
    coalesce(inbound_shipment.carrier, '') as carrier,
    coalesce(inbound_shipment.tracking_id, '') as tracking_id,
    inbound_shipment.cartons,
    inbound_shipment.weight_kg
from claim
join open_loss on open_loss.loss_no = claim.loss_no and open_loss.source = 'shipment_line'
join inbound_line on inbound_line.line_no = open_loss.source_no
cross join records
left join inbound_shipment
    on inbound_shipment.shipment_id = inbound_line.shipment_id
    and inbound_shipment.sku = inbound_line.sku
    and inbound_shipment.fnsku = inbound_line.fnsku
where claim.status = 'claimable'
