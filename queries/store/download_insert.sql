-- Records a download.
--
-- grain:   none
-- inputs:  download
-- params:  download_id, sha256, byte_count, kind, file_name, imported_at, encoding, delimiter, stated_from,
--          stated_through, first_day, last_day, rows_read, rows_new, rows_known, rows_updated,
--          rows_rejected, is_used
-- outputs: none
insert into download by name
select
    cast($download_id as integer) as download_id,
    cast($sha256 as text) as sha256,
    cast($byte_count as bigint) as byte_count,
    cast($kind as text) as kind,
    cast($file_name as text) as file_name,
    cast($imported_at as timestamp) as imported_at,
    cast($encoding as text) as encoding,
    cast($delimiter as text) as delimiter,
    cast($stated_from as date) as stated_from,
    cast($stated_through as date) as stated_through,
    cast($first_day as date) as first_day,
    cast($last_day as date) as last_day,
    cast($rows_read as bigint) as rows_read,
    cast($rows_new as bigint) as rows_new,
    cast($rows_known as bigint) as rows_known,
    cast($rows_updated as bigint) as rows_updated,
    cast($rows_rejected as bigint) as rows_rejected,
    cast($is_used as boolean) as is_used
