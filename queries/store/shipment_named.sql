-- Gives the staged rows of shipment contents that name no shipment the one that the file's name bears.
--
-- grain:   none
-- inputs:  report_staged
-- params:  shipment_id
-- outputs: none
update report_staged
set shipment_id = $shipment_id
where shipment_id = ''
