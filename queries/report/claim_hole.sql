-- Days from the event of a claim on that a report does not cover which may hide a payment, a found or a returned unit.
--
-- grain:   claim_id, report, first_day
-- inputs:  claim, report_need, report_hole
-- params:  as_of, claim_ids
-- outputs: claim_id, report, first_day, last_day
select
    claim.claim_id,
    need.report,
    greatest(hole.first_day, claim.event_date) as first_day,
    max(least(hole.last_day, cast($as_of as date) - need.fresh_days)) as last_day
from claim
join report_need as need on need.claim_type = claim.claim_type and need.role = 'cover'
join report_hole as hole
    on hole.report = need.report
    and hole.last_day >= claim.event_date
    and hole.first_day <= cast($as_of as date) - need.fresh_days
where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
    and claim.event_date <= cast($as_of as date) - need.fresh_days
group by claim.claim_id, need.report, greatest(hole.first_day, claim.event_date)
order by claim.claim_id, need.report, first_day
