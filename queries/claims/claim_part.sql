-- Open units by loss part and kind: the part's own status, and apart from it the units in doubt, and those in question
-- for a surplus of other products in the shipment.
--
-- grain:   loss_no, kind
-- inputs:  open_loss, loss_standing, doubt, surplus, decision
-- params:  none
-- outputs: loss_no, kind, event_id, claim_type, part, claim_id, status, question, cover_text, quantity_lost,
--          quantity_covered, quantity_open, case_id
with apart as (
    select loss_no, 'doubt' as kind, '-d' as suffix, 'cover_in_doubt' as question, cover_text, units
    from doubt
    union all
    select loss_no, 'surplus' as kind, '-s' as suffix, 'surplus_of_others' as question, cover_text, units
    from surplus
),
apart_total as (
    select loss_no, cast(sum(units) as integer) as units
    from apart
    group by loss_no
),
event_total as (
    select event_id, cast(sum(open_units) as integer) as open_units
    from open_loss
    where event_id in (select lost.event_id from open_loss as lost join apart on apart.loss_no = lost.loss_no)
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
    open_loss.units - coalesce(apart_total.units, 0) as quantity_lost,
    open_loss.covered_units as quantity_covered,
    open_loss.open_units - coalesce(apart_total.units, 0) as quantity_open,
    loss_standing.case_id
from open_loss
join loss_standing on loss_standing.loss_no = open_loss.loss_no
left join apart_total on apart_total.loss_no = open_loss.loss_no
where open_loss.open_units > coalesce(apart_total.units, 0)
union all
select
    open_loss.loss_no,
    apart.kind,
    open_loss.event_id,
    open_loss.claim_type,
    open_loss.part,
    concat(loss_standing.part_claim_id, apart.suffix) as claim_id,
    case when decision.open_units is not null then 'dismissed' else 'review' end as status,
    apart.question,
    apart.cover_text,
    apart.units as quantity_lost,
    0 as quantity_covered,
    apart.units as quantity_open,
    '' as case_id
from apart
join open_loss on open_loss.loss_no = apart.loss_no
join loss_standing on loss_standing.loss_no = apart.loss_no
join event_total on event_total.event_id = open_loss.event_id
left join decision
    on decision.part_claim_id = concat(loss_standing.part_claim_id, apart.suffix)
    and decision.decision = 'dismissed'
    and decision.open_units >= event_total.open_units
