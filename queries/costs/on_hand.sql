-- Units on hand at Amazon of the products that it values too low, from the best source that names them: the FBA inventory
-- report, else the last closing balance of the ledger's summary view, else the sum of the ledger's rows.
--
-- FBA inventory states no country, so it holds for the home region alone. Of balances for the same last day the shortest
-- period counts, and those by country before those by centre; a centre is of the home region. The ledger's sum lacks what
-- was there before its first day; below nothing it says nothing.
--
-- grain:   product, region
-- inputs:  gap_product, inventory_level, download, ledger_summary, ledger_detail, country_region, account_setting
-- params:  as_of
-- outputs: product, region, units, units_source, units_on
with wanted as (
    select distinct gap_product.product, gap_product.region, account_setting.home_region
    from gap_product
    cross join account_setting
),
inventory as (
    select
        wanted.product,
        wanted.region,
        sum(coalesce(inventory_level.warehouse_quantity, 0)) as units
    from wanted
    join inventory_level
        on wanted.region = wanted.home_region
        and wanted.product = case when inventory_level.fnsku <> '' then inventory_level.fnsku else inventory_level.sku end
    group by wanted.product, wanted.region
),
downloaded as (
    select max(cast(imported_at as date)) as units_on
    from download
    where kind = 'fba_inventory'
),
balance as (
    select
        wanted.product,
        wanted.region,
        ledger_summary.last_day,
        ledger_summary.first_day,
        country_region.region is not null or ledger_summary.location = wanted.region as is_by_country,
        ledger_summary.ending_balance
    from wanted
    join ledger_summary
        on ledger_summary.last_day <= $as_of
        and ledger_summary.ending_balance is not null
        and wanted.product = case when ledger_summary.fnsku <> '' then ledger_summary.fnsku else ledger_summary.msku end
    left join country_region on country_region.country = ledger_summary.location
    where coalesce(
        country_region.region,
        case when ledger_summary.location = wanted.region then wanted.region else wanted.home_region end
    ) = wanted.region
),
closing as (
    select
        *,
        rank() over (
            partition by product, region
            order by last_day desc, first_day desc, case when is_by_country then 0 else 1 end
        ) as place
    from balance
),
closed as (
    select product, region, sum(ending_balance) as units, max(last_day) as units_on
    from closing
    where place = 1
    group by product, region
),
moved as (
    select
        wanted.product,
        wanted.region,
        sum(coalesce(ledger_detail.quantity, 0)) as units,
        max(ledger_detail.event_date) as units_on
    from wanted
    join ledger_detail
        on ledger_detail.event_date <= $as_of
        and wanted.product = case when ledger_detail.fnsku <> '' then ledger_detail.fnsku else ledger_detail.msku end
    left join country_region on country_region.country = ledger_detail.country
    where coalesce(
        country_region.region, case when ledger_detail.country = '' then wanted.home_region else ledger_detail.country end
    ) = wanted.region
    group by wanted.product, wanted.region
)
select
    wanted.product,
    wanted.region,
    cast(
        case
            when inventory.units is not null then inventory.units
            when closed.units is not null then closed.units
            when moved.units >= 0 then moved.units
        end as integer
    ) as units,
    case
        when inventory.units is not null then 'fba_inventory'
        when closed.units is not null then 'ledger_summary'
        when moved.units >= 0 then 'ledger_detail'
        else ''
    end as units_source,
    case
        when inventory.units is not null then downloaded.units_on
        when closed.units is not null then closed.units_on
        when moved.units >= 0 then moved.units_on
    end as units_on
from wanted
cross join downloaded
left join inventory on inventory.product = wanted.product and inventory.region = wanted.region
left join closed on closed.product = wanted.product and closed.region = wanted.region
left join moved on moved.product = wanted.product and moved.region = wanted.region
