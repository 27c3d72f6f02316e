-- SKUs that Amazon made itself (amzn.gr., Amazon.Found.): never claimed, listed apart.
--
-- grain:   sku, fnsku, reason
-- inputs:  excluded_sku
-- params:  row_limit
-- outputs: sku, fnsku, units, reason, row_total, unit_total
select
    sku,
    fnsku,
    units::bigint as units,
    reason,
    (count(*) over ())::bigint as row_total,
    (sum(units) over ())::bigint as unit_total
from excluded_sku
order by sku, fnsku, reason
limit $row_limit
