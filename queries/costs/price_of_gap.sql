-- Products that Amazon values too low, to be held against the cost of today: that is what would be uploaded.
--
-- grain:   event_no
-- inputs:  gap_product
-- params:  as_of
-- outputs: event_no, sku, product, event_date, currency
select
    event_no,
    sku,
    product,
    cast($as_of as date) as event_date,
    currency
from gap_product
