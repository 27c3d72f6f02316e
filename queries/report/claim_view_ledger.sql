-- The ledger row that each of the claims rests on, with every figure as Amazon states it.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, adjustment, ledger_evidence, reason_code, download
-- params:  claim_ids
-- outputs: claim_id, event_date, reference_id, sku, fnsku, quantity, reason, meaning, place, disposition, country,
--          stated_reconciled, stated_unreconciled, is_unclear, file_name, line
select
    claim.claim_id,
    adjustment.event_date,
    adjustment.reference_id,
    adjustment.sku,
    adjustment.fnsku,
    adjustment.quantity,
    adjustment.reason,
    coalesce(reason_code.meaning, '') as meaning,
    adjustment.fulfillment_center as place,
    adjustment.disposition,
    adjustment.country,
    ledger_evidence.reconciled_quantity as stated_reconciled,
    ledger_evidence.unreconciled_quantity as stated_unreconciled,
    adjustment.is_unclear,
    coalesce(download.file_name, '') as file_name,
    adjustment.line
from claim
join open_loss on open_loss.loss_no = claim.loss_no and open_loss.source = 'adjustment'
join adjustment on adjustment.adjustment_no = open_loss.source_no
left join ledger_evidence
    on ledger_evidence.download_id = adjustment.download_id
    and ledger_evidence.line = adjustment.line
left join reason_code on reason_code.code = adjustment.reason
left join download on download.download_id = adjustment.download_id
where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
order by claim.claim_id
