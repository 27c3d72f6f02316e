-- The shipment line that each of the claims rests on, with its figures as the seller's sheet or Seller Central state
-- them, what the ledger received, and what other products brought in surplus where that is the question.
--
-- figure_units: the line's own figure, empty where it states none. ledger_units: empty without a ledger.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, inbound_line, inbound_sent, surplus, records, download
-- params:  claim_ids
-- outputs: claim_id, shipment_id, status, amazon_status, sku, fnsku, place, shipped_on, delivered_on, closed_on,
--          shipped_units, figure_units, ledger_units, received_units, lost_units, other_units, other_product, other_more,
--          file_name, line
select
    claim.claim_id,
    inbound_line.shipment_id,
    inbound_line.status,
    coalesce(inbound_sent.amazon_status, '') as amazon_status,
    inbound_line.sku,
    inbound_line.fnsku,
    inbound_line.destination_fc as place,
    inbound_line.shipped_on,
    inbound_line.delivered_on,
    inbound_line.closed_on,
    inbound_line.quantity_shipped as shipped_units,
    inbound_line.quantity_received as figure_units,
    case when records.has_ledger then inbound_line.ledger_units end as ledger_units,
    inbound_line.received_units,
    inbound_line.lost_units,
    surplus.other_units,
    coalesce(surplus.other_product, '') as other_product,
    surplus.other_more,
    coalesce(download.file_name, '') as file_name,
    inbound_line.line
from claim
join open_loss on open_loss.loss_no = claim.loss_no and open_loss.source = 'shipment_line'
join inbound_line on inbound_line.line_no = open_loss.source_no
cross join records
left join inbound_sent
    on inbound_sent.shipment_id = inbound_line.shipment_id
    and inbound_sent.sku = inbound_line.sku
    and inbound_sent.fnsku = inbound_line.fnsku
left join surplus on surplus.loss_no = claim.loss_no
left join download on download.download_id = inbound_line.download_id
where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
order by claim.claim_id
