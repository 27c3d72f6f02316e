-- The first download with the same bytes whose stated days do not contradict these; what is not stated fits all.
--
-- grain:   download_id
-- inputs:  download
-- params:  sha256, stated_from, stated_through
-- outputs: download_id
select min(download_id) as download_id
from download
where sha256 = $sha256
    and coalesce(stated_from = cast($stated_from as date), true)
    and coalesce(stated_through = cast($stated_through as date), true)
