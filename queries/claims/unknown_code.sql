-- Adjustment reasons that Amazon's published list does not explain.
--
-- grain:   code
-- inputs:  adjustment, reason_code
-- params:  none
-- outputs: code, row_count, units
select
    adjustment.reason as code,
    cast(count(*) as integer) as row_count,
    cast(sum(abs(adjustment.quantity)) as integer) as units
from adjustment
left join reason_code on reason_code.code = adjustment.reason
where reason_code.code is null
group by adjustment.reason
