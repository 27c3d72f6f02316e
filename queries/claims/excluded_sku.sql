-- Losses under SKUs that are never claimed (amzn.gr. and Amazon.Found.), listed apart.
--
-- grain:   sku, fnsku
-- inputs:  adjustment, reason_code, removal_box, inbound_line
-- params:  none
-- outputs: sku, fnsku, units, reason
with listed as (
    select adjustment.sku, adjustment.fnsku, -adjustment.quantity as units
    from adjustment
    join reason_code on reason_code.code = adjustment.reason and reason_code.role in ('lost', 'damaged')
    where adjustment.is_no_claim_sku and adjustment.quantity < 0
    union all
    select sku, fnsku, shipped_units - received_units as units
    from removal_box
    where is_no_claim_sku and is_answered and received_units < shipped_units
    union all
    select sku, fnsku, lost_units as units
    from inbound_line
    where is_no_claim_sku and is_closed and lost_units > 0
)
select
    sku,
    fnsku,
    cast(sum(units) as integer) as units,
    case
        when lower(sku) like 'amazon.found.%' then 'unlabelled unit that Amazon found'
        else 'graded and resold by Amazon'
    end as reason
from listed
group by sku, fnsku
