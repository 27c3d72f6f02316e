-- Takes the stored rows out that stand in a newer form among the merged ones.
--
-- grain:   none
-- inputs:  report_target, report_merged
-- params:  none
-- outputs: none
delete from report_target
where rowid in (select stored_row from report_merged where stored_row is not null)
