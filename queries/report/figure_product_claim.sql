-- What is open by product: of each currency the products with the most open value, then the most open units; all
-- others together in one place behind them, whose product_count says how many they are.
--
-- grain:   currency, place, status
-- inputs:  claim
-- params:  row_limit
-- outputs: currency, place, product, title, sku, fnsku, product_count, status, minor_digits, claim_count,
--          unit_count, unpriced_units, amount
with open_claim as (
    select
        currency,
        case when fnsku <> '' then fnsku else sku end as product,
        status,
        minor_digits,
        quantity_open,
        amount,
        event_date,
        claim_id
    from claim
    where status in ('claimable', 'waiting', 'review', 'filed')
),
ranked as (
    select
        currency,
        product,
        arg_max(claim_id, (event_date, claim_id)) as newest_claim_id,
        row_number() over (
            partition by currency
            order by coalesce(sum(amount), 0) desc, sum(quantity_open) desc, product
        ) as place
    from open_claim
    group by currency, product
),
placed as (
    select
        open_claim.currency,
        least(ranked.place, cast($row_limit as bigint) + 1) as place,
        case when ranked.place <= $row_limit then open_claim.product else '' end as product,
        case when ranked.place <= $row_limit then ranked.newest_claim_id end as newest_claim_id,
        open_claim.product as own_product,
        open_claim.status,
        open_claim.minor_digits,
        open_claim.quantity_open,
        open_claim.amount
    from open_claim
    join ranked on ranked.currency = open_claim.currency and ranked.product = open_claim.product
),
counted as (
    select
        currency,
        place,
        count(distinct own_product) as product_count
    from placed
    group by currency, place
),
summed as (
    select
        currency,
        place,
        product,
        newest_claim_id,
        status,
        max(minor_digits) as minor_digits,
        count(*) as claim_count,
        sum(quantity_open) as unit_count,
        sum(quantity_open) filter (where amount is null) as unpriced_units,
        sum(amount) as amount
    from placed
    group by currency, place, product, newest_claim_id, status
)
select
    summed.currency,
    summed.place,
    summed.product,
    coalesce(claim.title, '') as title,
    coalesce(claim.sku, '') as sku,
    coalesce(claim.fnsku, '') as fnsku,
    counted.product_count,
    summed.status,
    summed.minor_digits::integer as minor_digits,
    summed.claim_count,
    summed.unit_count::bigint as unit_count,
    coalesce(summed.unpriced_units, 0)::bigint as unpriced_units,
    coalesce(summed.amount, 0)::decimal(38, 4) as amount
from summed
join counted on counted.currency = summed.currency and counted.place = summed.place
left join claim on claim.claim_id = summed.newest_claim_id
order by summed.currency, summed.place, summed.status
