-- Cover that the match gave to units of the row behind each claim that can be filed, all parts of that row: what a
-- draft names, and never calls another's.
--
-- is_counted: it made units of the row good; not so what only raises doubt (passes from 4 on), nor found units that
-- stand behind what a reversal gave back (pass 0), which its line counts already.
--
-- grain:   claim_id, source, cover_date, reimbursement_id, is_counted, is_doubt
-- inputs:  claim, open_loss, loss, matched, cover, payment, decision
-- params:  none
-- outputs: claim_id, source, cover_date, reimbursement_id, is_counted, is_doubt, units
select
    claim.claim_id,
    cover.source,
    cover.event_date as cover_date,
    coalesce(payment.reimbursement_id, '') as reimbursement_id,
    matched.pass between 1 and 3 as is_counted,
    matched.pass >= 4 as is_doubt,
    sum(matched.units)::bigint as units
from claim
join open_loss on open_loss.loss_no = claim.loss_no
join loss on loss.source = open_loss.source and loss.source_no = open_loss.source_no
join matched on matched.loss_no = loss.loss_no
join cover on cover.cover_no = matched.cover_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join decision as reported
    on reported.part_claim_id = claim.claim_id and reported.is_reported and claim.status = 'dismissed'
where (claim.status = 'claimable' or reported.part_claim_id is not null)
group by all
order by claim.claim_id, cover_date, cover.source, reimbursement_id, is_counted, is_doubt
