-- What made units of each claim that can be filed good, by kind of cover and its day; doubt (passes from 4 on) is none.
--
-- grain:   claim_id, source, cover_date
-- inputs:  claim, claim_part, matched, cover
-- params:  none
-- outputs: claim_id, source, cover_date, units
select
    claim.claim_id,
    cover.source,
    cover.event_date as cover_date,
    sum(matched.units)::bigint as units
from claim
join claim_part
    on claim_part.event_id = claim.event_id
    and claim_part.claim_type = claim.claim_type
    and claim_part.status = claim.status
    and claim_part.kind = 'main'
    and (claim_part.part = 'above_paid') = (claim.part = 'above_paid')
join matched on matched.loss_no = claim_part.loss_no and matched.pass < 4
join cover on cover.cover_no = matched.cover_no
where claim.status = 'claimable'
group by claim.claim_id, cover.source, cover.event_date
