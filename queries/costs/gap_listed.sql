-- Products that Amazon values below cost and whose cost it does not have on file, most units on hand first.
--
-- grain:   fnsku, sku, region, currency
-- inputs:  cost_gap
-- params:  none
-- outputs: sku, fnsku, asin, title, region, currency, units_on_hand, units_source, units_on, amazon_value, unit_cost,
--          cost_effective_from, gap_each, at_stake, payment_count, paid_units, short_money, first_paid_on, last_paid_on,
--          reimbursement_ids, minor_digits
select
    sku,
    fnsku,
    asin,
    title,
    region,
    currency,
    units_on_hand,
    units_source,
    units_on,
    amazon_value,
    unit_cost,
    cost_effective_from,
    gap_each,
    at_stake,
    payment_count,
    paid_units,
    short_money,
    first_paid_on,
    last_paid_on,
    reimbursement_ids,
    minor_digits
from cost_gap
where not is_approved
order by coalesce(units_on_hand, -1) desc, coalesce(at_stake, gap_each) desc, sku, fnsku, region, currency
