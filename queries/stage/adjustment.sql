-- Adjustments of the Inventory Ledger up to the as-of date, with their region, their number among identical rows
-- and the units that Amazon states as reconciled and unreconciled.
--
-- Of a stated pair the missing figure is the quantity minus the other; a pair that does not add up states nothing
-- usable (is_unclear). Identical rows are so many events; open units sit on the lowest numbers, whatever the order
-- of lines in a file.
--
-- grain:   adjustment_no
-- inputs:  ledger_evidence, country_region, account_setting
-- params:  as_of
-- outputs: adjustment_no, event_date, product, fnsku, asin, sku, reference_id, quantity, fulfillment_center,
--          disposition, reason, country, region, occurrence, has_stated, is_unclear, reconciled_units,
--          unreconciled_units, is_no_claim_sku, is_found_sku, download_id, line
with figured as (
    select
        -- the line first, so that numbers lie far apart: DuckDB makes an array of all numbers between close ones
        line * cast(1000000 as bigint) + download_id as adjustment_no,
        event_date,
        case when fnsku <> '' then fnsku else msku end as product,
        fnsku,
        asin,
        msku as sku,
        reference_id,
        quantity,
        fulfillment_center,
        disposition,
        reason,
        country,
        download_id,
        line,
        abs(quantity) as units,
        abs(reconciled_quantity) as reconciled,
        abs(unreconciled_quantity) as unreconciled
    from ledger_evidence
    where event_type = 'Adjustments' and event_date <= $as_of
),
-- few rows have a twin: only those are numbered, the others are number 1
crowded as (
    select event_date, product, reference_id
    from figured
    group by event_date, product, reference_id
    having count(*) > 1
),
twin as (
    select
        figured.adjustment_no,
        row_number() over (
            partition by figured.event_date, figured.product, figured.reference_id, figured.quantity,
                figured.fulfillment_center, figured.disposition, figured.reason
            order by figured.unreconciled desc nulls last, figured.reconciled desc nulls last, figured.sku,
                figured.country, figured.download_id, figured.line
        ) as occurrence
    from figured
    join crowded
        on crowded.event_date = figured.event_date
        and crowded.product = figured.product
        and crowded.reference_id = figured.reference_id
),
completed as (
    select
        *,
        coalesce(reconciled, units - unreconciled) as stated_reconciled,
        coalesce(unreconciled, units - reconciled) as stated_unreconciled
    from figured
),
judged as (
    select
        *,
        stated_reconciled is not null as has_stated,
        stated_reconciled is not null and (
            stated_reconciled < 0 or stated_unreconciled < 0 or stated_reconciled + stated_unreconciled <> units
        ) as is_unclear
    from completed
)
select
    judged.adjustment_no,
    judged.event_date,
    judged.product,
    judged.fnsku,
    judged.asin,
    judged.sku,
    judged.reference_id,
    judged.quantity,
    judged.fulfillment_center,
    judged.disposition,
    judged.reason,
    judged.country,
    case
        when judged.country = '' then account_setting.home_region
        else coalesce(country_region.region, judged.country)
    end as region,
    coalesce(twin.occurrence, 1) as occurrence,
    judged.has_stated,
    judged.is_unclear,
    case when judged.has_stated and not judged.is_unclear then judged.stated_reconciled else 0 end as reconciled_units,
    case
        when judged.has_stated and not judged.is_unclear then judged.stated_unreconciled
        else judged.units
    end as unreconciled_units,
    lower(judged.sku) like 'amzn.gr.%' or lower(judged.sku) like 'amazon.found.%' as is_no_claim_sku,
    lower(judged.sku) like 'amazon.found.%' as is_found_sku,
    judged.download_id,
    judged.line
from judged
cross join account_setting
left join twin on twin.adjustment_no = judged.adjustment_no
left join country_region on country_region.country = judged.country
