-- Forgets the lines that DuckDB's reader could not cut in earlier files.
--
-- grain:   none
-- inputs:  reject_errors, reject_scans
-- params:  none
-- outputs: none
drop table if exists reject_errors;

drop table if exists reject_scans;
