-- Open units by loss part and kind: the part's own status, and apart from it the units in doubt.
--
-- grain:   loss_no, kind
-- inputs:  open_loss, loss_standing, doubt, decision
-- params:  none
-- outputs: loss_no, kind, event_id, claim_type, part, claim_id, status, question, cover_text, quantity_lost,
--          quantity_covered, quantity_open, case_id
with event_total as (
    select event_id, cast(sum(open_units) as integer) as open_units
    from open_loss
    where event_id in (select lost.event_id from open_loss as lost join doubt on doubt.loss_no = lost.loss_no)
    group by event_id
)
select
    open_loss.loss_no,
    'main' as kind,
    open_loss.event_id,
    open_loss.claim_type,
    open_loss.part,
    loss_standing.part_claim_id as claim_id,
    loss_standing.status,
    case when loss_standing.status = 'review' then loss_standing.question else '' end as question,
    '' as cover_text,
    open_loss.units - coalesce(doubt.units, 0) as quantity_lost,
    open_loss.covered_units as quantity_covered,
    open_loss.open_units - coalesce(doubt.units, 0) as quantity_open,
    loss_standing.case_id
from open_loss
join loss_standing on loss_standing.loss_no = open_loss.loss_no
left join doubt on doubt.loss_no = open_loss.loss_no
where open_loss.open_units > coalesce(doubt.units, 0)
union all
select
    open_loss.loss_no,
    'doubt' as kind,
    open_loss.event_id,
    open_loss.claim_type,
    open_loss.part,
    concat(loss_standing.part_claim_id, '-d') as claim_id,
    case when decision.open_units is not null then 'dismissed' else 'review' end as status,
    'cover_in_doubt' as question,
    doubt.cover_text,
    doubt.units as quantity_lost,
    0 as quantity_covered,
    doubt.units as quantity_open,
    '' as case_id
from doubt
join open_loss on open_loss.loss_no = doubt.loss_no
join loss_standing on loss_standing.loss_no = doubt.loss_no
join event_total on event_total.event_id = open_loss.event_id
left join decision
    on decision.part_claim_id = concat(loss_standing.part_claim_id, '-d')
    and decision.decision = 'dismissed'
    and decision.open_units >= event_total.open_units
