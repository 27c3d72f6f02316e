-- The Receipts of the ledger with the shipment and the product of each of the claims: received where and when,
-- corrections included. Of each claim the first row_limit rows; row_count says how many there are.
--
-- grain:   claim_id, file_name, line
-- inputs:  claim, open_loss, inbound_line, ledger_evidence, download
-- params:  claim_ids, as_of, row_limit
-- outputs: claim_id, event_date, quantity, place, disposition, file_name, line, row_count
with received as (
    select
        claim.claim_id,
        ledger_evidence.event_date,
        ledger_evidence.quantity,
        ledger_evidence.fulfillment_center as place,
        ledger_evidence.disposition,
        ledger_evidence.download_id,
        ledger_evidence.line,
        row_number() over (
            partition by claim.claim_id
            order by ledger_evidence.event_date, ledger_evidence.download_id, ledger_evidence.line
        ) as row_no,
        cast(count(*) over (partition by claim.claim_id) as integer) as row_count
    from claim
    join open_loss on open_loss.loss_no = claim.loss_no and open_loss.source = 'shipment_line'
    join inbound_line on inbound_line.line_no = open_loss.source_no
    join ledger_evidence
        on ledger_evidence.event_type = 'Receipts'
        and ledger_evidence.reference_id = inbound_line.shipment_id
        and case when ledger_evidence.fnsku <> '' then ledger_evidence.fnsku else ledger_evidence.msku end
        = inbound_line.product
        and ledger_evidence.event_date <= $as_of
    where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
)
select
    received.claim_id,
    received.event_date,
    received.quantity,
    received.place,
    received.disposition,
    coalesce(download.file_name, '') as file_name,
    received.line,
    received.row_count
from received
left join download on download.download_id = received.download_id
where received.row_no <= $row_limit
order by received.claim_id, received.event_date, file_name, received.line
