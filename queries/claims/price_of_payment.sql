-- Payments for units lost or damaged before a customer's order, to be held against the cost of their day.
--
-- grain:   event_no
-- inputs:  paid
-- params:  none
-- outputs: event_no, sku, product, event_date, currency
select
    root_no as event_no,
    sku,
    product,
    approved_on as event_date,
    currency
from paid
where reason_key in ('lostwarehouse', 'damagedwarehouse', 'lostinbound', 'damagedinbound')
    and cash_units > 0
    and not is_no_claim_sku
