-- Losses under SKUs that are never claimed (amzn.gr. and Amazon.Found.), listed apart.
--
-- grain:   sku, fnsku
-- inputs:  adjustment, reason_code
-- params:  none
-- outputs: sku, fnsku, units, reason
select
    adjustment.sku,
    adjustment.fnsku,
    cast(sum(-adjustment.quantity) as integer) as units,
    case
        when adjustment.is_found_sku then 'unlabelled unit that Amazon found'
        else 'graded and resold by Amazon'
    end as reason
from adjustment
join reason_code on reason_code.code = adjustment.reason and reason_code.role in ('lost', 'damaged')
where adjustment.is_no_claim_sku and adjustment.quantity < 0
group by adjustment.sku, adjustment.fnsku, adjustment.is_found_sku
