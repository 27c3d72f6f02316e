-- The ledger rows of given products summed by what they do, over the days between those of events told one by one.
--
-- A stretch ends with the day of such an event, or with a month; stretch_day is the last of it on which the ledger books
-- anything. The rows of the events themselves are in the sums too.
--
-- grain:   product, stretch_day, kind
-- inputs:  ledger_detail, reason_code
-- params:  products, told_products, told_days, as_of
-- outputs: product, stretch_day, first_day, last_day, kind, row_count, units
with told as (
    select
        unnest(cast($told_products as varchar[])) as product,
        unnest(cast($told_days as date[])) as event_date
),
daily as (
    select
        case when ledger_detail.fnsku <> '' then ledger_detail.fnsku else ledger_detail.msku end as product,
        ledger_detail.event_date,
        case
            when ledger_detail.event_type = 'Receipts' then 'received'
            when ledger_detail.event_type = 'Shipments' then 'sold'
            when ledger_detail.event_type = 'CustomerReturns' then 'returned'
            when ledger_detail.event_type = 'VendorReturns' then 'removed'
            when ledger_detail.event_type = 'WhseTransfers' then 'moved'
            when reason_code.role in ('lost', 'damaged', 'found') then reason_code.role
            when reason_code.role in ('into_disposition', 'out_of_disposition') then 'graded'
            else 'other'
        end as kind,
        count(*) as row_count,
        sum(coalesce(ledger_detail.quantity, 0)) as units
    from ledger_detail
    left join reason_code
        on ledger_detail.event_type = 'Adjustments' and reason_code.code = ledger_detail.reason
    where ledger_detail.event_date <= $as_of
        and case when ledger_detail.fnsku <> '' then ledger_detail.fnsku else ledger_detail.msku end
        in (select unnest(cast($products as varchar[])))
    group by all
),
marked as (
    select product, event_date, max(is_told) as is_told
    from (
        select product, event_date, 1 as is_told from told
        union all
        select product, event_date, 0 as is_told from daily
    )
    group by product, event_date
),
stretched as (
    select
        product,
        event_date,
        sum(is_told) over (
            partition by product order by event_date rows between unbounded preceding and 1 preceding
        ) as told_before
    from marked
),
summed as (
    select
        daily.product,
        coalesce(stretched.told_before, 0) as stretch,
        date_trunc('month', daily.event_date) as month_begins,
        daily.kind,
        min(daily.event_date) as first_day,
        max(daily.event_date) as last_day,
        sum(daily.row_count) as row_count,
        sum(daily.units) as units
    from daily
    join stretched on stretched.product = daily.product and stretched.event_date = daily.event_date
    group by all
)
select
    product,
    max(last_day) over together as stretch_day,
    first_day,
    last_day,
    kind,
    cast(row_count as bigint) as row_count,
    cast(units as bigint) as units
from summed
window together as (partition by product, stretch, month_begins)
order by product, stretch_day, kind
