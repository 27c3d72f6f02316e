-- Whether something of this name is kept in this database.
--
-- grain:   none
-- inputs:  none
-- params:  name
-- outputs: has_table
select count(*) > 0 as has_table
from duckdb_tables()
where schema_name = 'result' and table_name = $name
