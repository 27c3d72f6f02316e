-- How many staged rows of shipment contents say of no shipment that they are part of it.
--
-- grain:   row_count
-- inputs:  report_staged
-- params:  none
-- outputs: row_count
select count(*) as row_count
from report_staged
where shipment_id = ''
