-- Which reports the claim types rest on.
--
-- grain:   claim_type, report, role
-- inputs:  report_need
-- params:  none
-- outputs: claim_type, report, role, fresh_days, alternative
select claim_type, report, role, fresh_days, alternative
from report_need
order by report, claim_type, role
