-- By how many units the ledger changes the stock of given products, week by week: the first day of each week in which it
-- books anything, and the change.
--
-- grain:   product
-- inputs:  ledger_detail
-- params:  products, as_of
-- outputs: product, weeks, changes
with weekly as (
    select
        case when fnsku <> '' then fnsku else msku end as product,
        cast(date_trunc('week', event_date) as date) as week_begins,
        cast(sum(coalesce(quantity, 0)) as bigint) as change
    from ledger_detail
    where event_date <= $as_of
        and case when fnsku <> '' then fnsku else msku end in (select unnest(cast($products as varchar[])))
    group by all
)
select
    product,
    list(week_begins order by week_begins) as weeks,
    list(change order by week_begins) as changes
from weekly
group by product
order by product
