-- Claims and open units by status.
--
-- grain:   status
-- inputs:  claim
-- params:  none
-- outputs: status, claim_count, open_units
select
    status,
    cast(count(*) as integer) as claim_count,
    cast(sum(quantity_open) as integer) as open_units
from claim
group by status
order by status
