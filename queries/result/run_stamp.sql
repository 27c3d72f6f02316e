-- Of which day, program, rules, downloads and decisions the kept claims are; one row.
--
-- grain:   none
-- inputs:  none
-- params:  as_of, run_at, program, policy, downloads, decisions
-- outputs: as_of, run_at, program, policy, downloads, decisions
select
    cast($as_of as date) as as_of,
    cast($run_at as timestamp) as run_at,
    cast($program as varchar) as program,
    cast($policy as varchar) as policy,
    cast($downloads as varchar) as downloads,
    cast($decisions as varchar) as decisions
