-- Open losses whose cost is to be looked up.
--
-- grain:   event_no
-- inputs:  open_loss
-- params:  none
-- outputs: event_no, sku, product, event_date, currency
select
    loss_no as event_no,
    sku,
    product,
    event_date,
    currency
from open_loss
