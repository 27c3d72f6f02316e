-- The name of the database that is stored: the account's file.
--
-- grain:   database_name
-- inputs:  none
-- params:  none
-- outputs: database_name
select current_database() as database_name
