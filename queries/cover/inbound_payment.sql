-- Reimbursements for units lost or damaged on the way in.
--
-- grain:   source, source_no, part
-- inputs:  paid
-- params:  none
-- outputs: cover_type, source, source_no, part, region, product, asin, event_date, rank, sort_key, units
select
    'inbound_shortage' as cover_type,
    'reimbursement' as source,
    root_no as source_no,
    'unstated' as part,
    region,
    product,
    asin,
    approved_on as event_date,
    1 as rank,
    lpad(cast(root_no as varchar), 12, '0') as sort_key,
    units
from paid
where reason_key in ('lostinbound', 'damagedinbound') and units > 0
