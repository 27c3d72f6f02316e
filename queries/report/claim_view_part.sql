-- The parts of the loss row behind each of the claims, those of other claims and the covered ones included.
--
-- For each part: units = covered_units + doubt_units + open_units; asked_units are those of this claim.
--
-- grain:   claim_id, loss_no
-- inputs:  claim, claim_part, open_loss, loss, matched
-- params:  claim_ids
-- outputs: claim_id, loss_no, part, units, covered_units, doubt_units, open_units, asked_units
with wanted as (
    select
        claim.claim_id,
        claim.claim_type,
        claim.status,
        open_loss.source,
        open_loss.source_no,
        case when lead_part.part = 'above_paid' then 'above_paid' else lead_part.kind end as own_row
    from claim
    join open_loss on open_loss.loss_no = claim.loss_no
    join claim_part as lead_part on lead_part.claim_id = claim.claim_id
    where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
),
event_part as (
    select
        wanted.claim_id,
        wanted.status,
        wanted.own_row,
        loss.loss_no,
        loss.part,
        loss.pass,
        loss.units
    from wanted
    join loss
        on loss.source = wanted.source
        and loss.source_no = wanted.source_no
        and loss.claim_type = wanted.claim_type
),
used as (
    select
        loss_no,
        cast(coalesce(sum(units) filter (where pass < 4), 0) as integer) as covered_units,
        cast(coalesce(sum(units) filter (where pass >= 4), 0) as integer) as doubt_units
    from matched
    where loss_no in (select loss_no from event_part)
    group by loss_no
),
asked as (
    select
        event_part.claim_id,
        event_part.loss_no,
        cast(sum(claim_part.quantity_open) as integer) as units
    from event_part
    join claim_part
        on claim_part.loss_no = event_part.loss_no
        and claim_part.status = event_part.status
        and case when claim_part.part = 'above_paid' then 'above_paid' else claim_part.kind end = event_part.own_row
    group by event_part.claim_id, event_part.loss_no
)
select
    event_part.claim_id,
    event_part.loss_no,
    event_part.part,
    event_part.units,
    coalesce(used.covered_units, 0) as covered_units,
    coalesce(used.doubt_units, 0) as doubt_units,
    event_part.units - coalesce(used.covered_units, 0) - coalesce(used.doubt_units, 0) as open_units,
    coalesce(asked.units, 0) as asked_units
from event_part
left join used on used.loss_no = event_part.loss_no
left join asked on asked.claim_id = event_part.claim_id and asked.loss_no = event_part.loss_no
order by event_part.claim_id, event_part.pass, event_part.loss_no
