-- The claims of changed events, of the earlier run and of this one.
--
-- grain:   is_now, claim_id
-- inputs:  changed_event, earlier, standing
-- params:  none
-- outputs: is_now, event_key, claim_id, claim_type, status, status_code, quantity_open, currency, unit_value, cost_price,
--          window_opens, deadline, source, download_id, line
with side as (
    select
        false as is_now,
        regexp_replace(claim_id, '(-r)?(-[ds])?$', '') as event_key,
        earlier.*
    from earlier
    union all
    select
        true as is_now,
        regexp_replace(claim_id, '(-r)?(-[ds])?$', '') as event_key,
        standing.*
    from standing
)
select
    side.is_now,
    side.event_key,
    side.claim_id,
    side.claim_type,
    side.status,
    side.status_code,
    side.quantity_open,
    side.currency,
    side.unit_value,
    side.cost_price,
    side.window_opens,
    side.deadline,
    side.source,
    side.download_id,
    side.line
from side
join changed_event on changed_event.event_key = side.event_key
