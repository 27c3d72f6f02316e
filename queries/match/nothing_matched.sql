-- The empty table of matches, before the first pass.
--
-- grain:   pass, loss_no, cover_no
-- inputs:  none
-- params:  none
-- outputs: pass, loss_no, cover_no, units
select
    cast(null as integer) as pass,
    cast(null as bigint) as loss_no,
    cast(null as bigint) as cover_no,
    cast(null as integer) as units
where false
