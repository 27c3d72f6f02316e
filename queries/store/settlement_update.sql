-- Takes over what the newest file says of stored settlements; a blank never overwrites, a complete one only gains.
--
-- grain:   none
-- inputs:  settlement, incoming_settlement
-- params:  none
-- outputs: none
with merged as (
    select
        incoming.settlement_id,
        case when incoming.way = 'keep' then coalesce(stored.start_on, incoming.start_on)
            else coalesce(incoming.start_on, stored.start_on) end as start_on,
        case when incoming.way = 'keep' then coalesce(stored.end_on, incoming.end_on)
            else coalesce(incoming.end_on, stored.end_on) end as end_on,
        case when incoming.way = 'keep' then coalesce(stored.deposit_on, incoming.deposit_on)
            else coalesce(incoming.deposit_on, stored.deposit_on) end as deposit_on,
        case when incoming.way = 'keep' then coalesce(stored.total_amount, incoming.total_amount)
            else coalesce(incoming.total_amount, stored.total_amount) end as total_amount,
        case when incoming.way = 'keep' and stored.currency <> '' then stored.currency
            else incoming.currency end as currency,
        incoming.way = 'replace' or (stored.total_amount is null and incoming.total_amount is not null) as is_moved,
        incoming.download_id,
        incoming.line
    from incoming_settlement as incoming
    inner join settlement as stored
        on incoming.settlement_id = stored.settlement_id
    where incoming.is_stored
)

update settlement as stored
set
    start_on = merged.start_on,
    end_on = merged.end_on,
    deposit_on = merged.deposit_on,
    total_amount = merged.total_amount,
    currency = merged.currency,
    download_id = case when merged.is_moved then merged.download_id else stored.download_id end,
    line = case when merged.is_moved then merged.line else stored.line end
from merged
where stored.settlement_id = merged.settlement_id
    and (
        stored.start_on is distinct from merged.start_on
        or stored.end_on is distinct from merged.end_on
        or stored.deposit_on is distinct from merged.deposit_on
        or stored.total_amount is distinct from merged.total_amount
        or stored.currency is distinct from merged.currency
        or merged.is_moved
    )
