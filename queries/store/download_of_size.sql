-- Whether some download had as many bytes.
--
-- grain:   is_known
-- inputs:  download
-- params:  byte_count
-- outputs: is_known
select exists (select 1 from download where byte_count = $byte_count) as is_known
