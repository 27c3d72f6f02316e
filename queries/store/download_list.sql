-- All downloads in the order in which they were imported.
--
-- grain:   download_id
-- inputs:  download
-- params:  none
-- outputs: download_id, sha256, kind, file_name, imported_at, is_used, stated_from, stated_through
select
    download_id,
    sha256,
    kind,
    file_name,
    imported_at,
    is_used,
    stated_from,
    stated_through
from download
order by download_id
