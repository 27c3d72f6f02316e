-- The products that Amazon's own payments value below the seller's cost, most units on hand first; those whose cost Amazon
-- has on file are left out. The newest payment is named; at_stake is empty where the units on hand are not known.
--
-- grain:   fnsku, sku, region, currency
-- inputs:  cost_gap
-- params:  row_limit
-- outputs: sku, fnsku, title, region, currency, minor_digits, units_on_hand, units_source, units_on, amazon_value,
--          unit_cost, at_stake, payment_count, last_paid_on, newest_id, sku_total
select
    sku,
    fnsku,
    title,
    region,
    currency,
    minor_digits,
    units_on_hand,
    units_source,
    units_on,
    amazon_value,
    unit_cost,
    at_stake,
    payment_count,
    last_paid_on,
    split_part(reimbursement_ids, '; ', 1) as newest_id,
    (count(*) over ())::bigint as sku_total
from cost_gap
where not is_approved
order by coalesce(units_on_hand, -1) desc, coalesce(at_stake, unit_cost - amazon_value) desc, sku, fnsku, region, currency
limit $row_limit
