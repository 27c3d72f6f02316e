-- A word that changes with every download taken in and every coverage stated.
--
-- grain:   none
-- inputs:  download
-- params:  none
-- outputs: stamp
select
    concat(
        cast(count(*) as varchar), '-', cast(coalesce(max(download_id), 0) as varchar), '-',
        coalesce(
            md5(
                string_agg(
                    concat(sha256, coalesce(cast(stated_from as varchar), ''), coalesce(cast(stated_through as varchar), '')),
                    ',' order by download_id
                )
            ),
            ''
        )
    ) as stamp
from download
