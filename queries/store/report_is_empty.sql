-- Whether the account has no rows of a kind of report yet.
--
-- grain:   is_empty
-- inputs:  report_target
-- params:  none
-- outputs: is_empty
select not exists (select 1 from report_target) as is_empty
