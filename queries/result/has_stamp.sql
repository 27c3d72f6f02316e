-- Whether a run was ever kept in this database.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: has_stamp
select count(*) > 0 as has_stamp
from duckdb_tables()
where schema_name = 'result' and table_name = 'run_stamp'
