-- An empty schema in memory for what a reconciliation makes: all connections of the process see it.
--
-- The views by which kept tables were seen would hide the new ones.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
attach if not exists ':memory:' as derived;

drop schema if exists derived.run cascade;

create schema derived.run;

drop view if exists temp.claim;

drop view if exists temp.coverage;
