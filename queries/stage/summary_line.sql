-- Lines of the Inventory Ledger's summary with their movements signed, and whether they add up.
--
-- Opening plus movements is closing; units on the way between warehouses stand outside of it. Amazon signs the movements;
-- some downloads of Seller Central state what leaves without its sign, which shows where only that reading adds up.
-- A movement that a file has no figure for is none.
--
-- grain:   none
-- inputs:  ledger_summary
-- params:  as_of
-- outputs: period, first_day, last_day, product, msku, disposition, scope, location, opening_units, receipts,
--          customer_shipments, customer_returns, warehouse_transfers, other_units, computed_units, closing_units, adds_up,
--          download_id, line
with figure as (
    select
        period,
        first_day,
        last_day,
        case when fnsku <> '' then fnsku else msku end as product,
        msku,
        disposition,
        case length(location) when 0 then 'account' when 2 then 'country' else 'centre' end as scope,
        case when location = 'UK' then 'GB' else location end as location,
        starting_balance as opening_units,
        ending_balance as closing_units,
        coalesce(receipts, 0) as receipts,
        coalesce(customer_shipments, 0) as customer_shipments,
        coalesce(customer_returns, 0) as customer_returns,
        coalesce(warehouse_transfers, 0) as warehouse_transfers,
        coalesce(found, 0) + coalesce(other_events, 0) + coalesce(unknown_events, 0) as other_in,
        coalesce(vendor_returns, 0) + coalesce(lost, 0) + coalesce(damaged, 0) + coalesce(disposed, 0) as other_out,
        least(
            coalesce(customer_shipments, 0), coalesce(vendor_returns, 0), coalesce(lost, 0), coalesce(damaged, 0),
            coalesce(disposed, 0)
        ) as least_out,
        download_id,
        line
    from ledger_summary
    where last_day <= $as_of
),
closed as (
    select
        *,
        opening_units + receipts + customer_returns + warehouse_transfers + other_in as before_out
    from figure
),
read_as as (
    select
        *,
        case
            when before_out + customer_shipments + other_out = closing_units then 1
            when least_out >= 0 and before_out - customer_shipments - other_out = closing_units then -1
            else 0
        end as sign_of_out
    from closed
)
select
    period,
    first_day,
    last_day,
    product,
    msku,
    disposition,
    scope,
    location,
    opening_units,
    receipts,
    case when sign_of_out = -1 then -customer_shipments else customer_shipments end as customer_shipments,
    customer_returns,
    warehouse_transfers,
    other_in + case when sign_of_out = -1 then -other_out else other_out end as other_units,
    before_out + customer_shipments + other_out as computed_units,
    closing_units,
    sign_of_out <> 0 as adds_up,
    download_id,
    line
from read_as
