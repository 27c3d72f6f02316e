-- Open losses whose cost is to be looked up, on the day from which their window counts.
--
-- grain:   event_no
-- inputs:  open_loss
-- params:  none
-- outputs: event_no, sku, product, event_date, currency
select
    loss_no as event_no,
    sku,
    product,
    coalesce(opens_from, not_before) as event_date,
    currency
from open_loss
