-- Reimbursements of any other reason that bear an order id: they cover what happened to that order, and nothing else.
--
-- grain:   source, source_no, part
-- inputs:  paid
-- params:  none
-- outputs: cover_type, source, source_no, part, region, product, asin, event_date, rank, sort_key, units
select
    'order_payment' as cover_type,
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
where reason_key not in ('lostwarehouse', 'damagedwarehouse', 'lostinbound', 'damagedinbound')
    and order_id <> ''
    and units > 0
