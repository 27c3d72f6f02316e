-- Shipments to Amazon that a person should know of: those still receiving, what can be claimed soonest first, then the
-- closed ones with units missing. Fully received and cancelled ones are only counted.
--
-- received_at: centres with their units as the ledger has them, the largest first.
--
-- grain:   shipment_id
-- inputs:  shipment_state, ledger_evidence
-- params:  as_of, row_limit
-- outputs: shipment_id, status, is_closed, destination_fc, shipped_on, delivered_on, closed_on, shipped_units,
--          received_units, missing_units, surplus_units, corrected_units, found_units, paid_units, open_units,
--          expected_units, located_units, first_received_on, last_received_on, received_at, opens_on, claim_until,
--          row_total, receiving_total, complete_total
with sorted as (
    select
        *,
        not is_closed and not is_ended as is_receiving,
        is_closed and coalesce(missing_units, 0) = 0 as is_complete
    from shipment_state
),
chosen as (
    select
        *,
        (count(*) over ())::integer as row_total,
        (count(*) filter (where is_receiving) over ())::integer as receiving_total,
        (select count(*) from sorted where is_complete)::integer as complete_total
    from sorted
    where not is_ended and not is_complete
    order by is_closed, open_units desc, claim_until nulls last, shipment_id
    limit $row_limit
),
centre as (
    select
        ledger_evidence.reference_id as shipment_id,
        ledger_evidence.fulfillment_center as centre,
        sum(ledger_evidence.quantity)::integer as units
    from ledger_evidence
    where ledger_evidence.event_type = 'Receipts'
        and ledger_evidence.event_date <= $as_of
        and ledger_evidence.reference_id in (select chosen.shipment_id from chosen)
    group by ledger_evidence.reference_id, ledger_evidence.fulfillment_center
),
place as (
    select shipment_id, string_agg(concat(centre, ' ', units), ', ' order by units desc, centre) as received_at
    from centre
    group by shipment_id
)
select
    chosen.shipment_id,
    chosen.status,
    chosen.is_closed,
    chosen.destination_fc,
    chosen.shipped_on,
    chosen.delivered_on,
    chosen.closed_on,
    chosen.shipped_units,
    chosen.received_units,
    chosen.missing_units,
    chosen.surplus_units,
    chosen.corrected_units,
    chosen.found_units,
    chosen.paid_units,
    chosen.open_units,
    chosen.expected_units,
    chosen.located_units,
    chosen.first_received_on,
    chosen.last_received_on,
    coalesce(place.received_at, '') as received_at,
    chosen.opens_on,
    chosen.claim_until,
    chosen.row_total,
    chosen.receiving_total,
    chosen.complete_total
from chosen
left join place on place.shipment_id = chosen.shipment_id
order by chosen.is_closed, chosen.open_units desc, chosen.claim_until nulls last, chosen.shipment_id
