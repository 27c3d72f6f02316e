-- The earlier run that the changes count from; no row where there is none.
--
-- grain:   none
-- inputs:  earlier_run
-- params:  none
-- outputs: as_of, run_at, program, policy
select
    as_of,
    run_at,
    program,
    policy
from earlier_run
