-- Records which days a person says that a download covers; what is not said stays.
--
-- grain:   none
-- inputs:  download
-- params:  download_id, stated_from, stated_through
-- outputs: none
update download
set
    stated_from = coalesce(cast($stated_from as date), stated_from),
    stated_through = coalesce(cast($stated_through as date), stated_through)
where download_id = $download_id
