-- After how many days Amazon paid this account by itself, in a fixed order.
--
-- grain:   claim_type, region
-- inputs:  payment_delay
-- params:  none
-- outputs: claim_type, region, payment_count, median_days, p95_days
select claim_type, region, payment_count, median_days, p95_days
from payment_delay
order by claim_type, region
