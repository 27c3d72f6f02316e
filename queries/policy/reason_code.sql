-- What the reason codes of adjustments mean.
--
-- grain:   code
-- inputs:  none
-- params:  code, role, meaning
-- outputs: code, role, meaning
select
    unnest(cast($code as varchar[])) as code,
    unnest(cast($role as varchar[])) as role,
    unnest(cast($meaning as varchar[])) as meaning
