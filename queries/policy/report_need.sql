-- Which reports a claim type rests on, in which role, and how many days before the as-of date need not be covered yet.
--
-- grain:   claim_type, report, role
-- inputs:  none
-- params:  claim_type, report, role, fresh_days, alternative
-- outputs: claim_type, report, role, fresh_days, alternative
select
    unnest(cast($claim_type as varchar[])) as claim_type,
    unnest(cast($report as varchar[])) as report,
    unnest(cast($role as varchar[])) as role,
    unnest(cast($fresh_days as integer[])) as fresh_days,
    unnest(cast($alternative as varchar[])) as alternative
