-- The earlier run that this one is compared with: its day, its rules and the last download it knew; no row where no
-- run of an earlier day is kept.
--
-- grain:   none
-- inputs:  earlier_stamp
-- params:  as_of
-- outputs: as_of, run_at, program, policy, last_download
select
    as_of,
    run_at,
    program,
    policy,
    cast(split_part(downloads, '-', 2) as integer) as last_download
from earlier_stamp
where as_of < $as_of
