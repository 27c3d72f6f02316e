-- How many products Amazon paid below a cost that it has on file: nothing to upload, each payment is a claim of its own.
--
-- grain:   none
-- inputs:  cost_gap
-- params:  none
-- outputs: product_count
select cast(count(*) as integer) as product_count
from cost_gap
where is_approved
