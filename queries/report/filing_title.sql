-- What the products of the claims that can be filed are called, for the list of cases on the page.
--
-- grain:   claim_id
-- inputs:  claim
-- params:  none
-- outputs: claim_id, title
select
    claim_id,
    title
from claim
where status = 'claimable' and title <> ''
order by claim_id
