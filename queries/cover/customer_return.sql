-- What makes a refunded unit good besides money: units that came back, and charges to the customer who kept them.
--
-- grain:   source, source_no, part
-- inputs:  returned, retrocharge, account_setting
-- params:  none
-- outputs: cover_type, source, source_no, part, region, product, asin, event_date, rank, sort_key, units
select
    'customer_return_missing' as cover_type,
    'return' as source,
    returned.return_no as source_no,
    'unstated' as part,
    account_setting.home_region as region,
    returned.product,
    returned.asin,
    returned.returned_on as event_date,
    0 as rank,
    lpad(cast(returned.return_no as varchar), 12, '0') as sort_key,
    returned.units
from returned
cross join account_setting
union all
select
    'customer_return_missing' as cover_type,
    'retrocharge' as source,
    retrocharge.retrocharge_no as source_no,
    'unstated' as part,
    account_setting.home_region as region,
    retrocharge.sku as product,
    '' as asin,
    retrocharge.charged_on as event_date,
    1 as rank,
    lpad(cast(retrocharge.retrocharge_no as varchar), 12, '0') as sort_key,
    retrocharge.units
from retrocharge
cross join account_setting
