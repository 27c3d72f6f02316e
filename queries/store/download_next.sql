-- The number of the next download.
--
-- grain:   download_id
-- inputs:  download
-- params:  none
-- outputs: download_id
select coalesce(max(download_id), 0) + 1 as download_id
from download
