-- Every event of the history (SQLite) is on disk when it has been added.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
pragma synchronous = full
