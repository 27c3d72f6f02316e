-- Returned units that Amazon or a carrier damaged, per order, SKU and return date, at most as many as Amazon refunded.
--
-- The units of an order and SKU, the oldest returns first, rest on its refunded units, the oldest refunds first; an event
-- has the day and value of the refund that its first unit rests on, and the questions of all. Where no refund of any source
-- is known the event is a question on the day of the return; where only the seller refunded there is none.
--
-- Reports of other forms tell a return with fewer cells (no license plate, no FNSKU, a day for the instant): what another
-- download tells with more cells is the same unit and counts once, and one that any of them calls reimbursed is none.
--
-- grain:   event_no
-- inputs:  returned, refund, order_money, sheet_refund, sold_elsewhere, order_currency, product_sku, account_setting
-- params:  none
-- outputs: event_no, order_id, sku, fnsku, product, asin, title, returned_on, refund_no, units, fulfillment_center,
--          disposition, currency, question, is_no_claim_sku
with formed as (
    select
        *,
        lower(trim(status)) = 'reimbursed' as is_reimbursed,
        case when returned_at is null then 0 else 1 end
        + case when license_plate = '' then 0 else 1 end
        + case when fnsku = '' then 0 else 1 end as cells
    from returned
    where disposition in ('CARRIER_DAMAGED', 'DAMAGED')
),
told_again as (
    select formed.return_no
    from formed
    join formed as other
        on other.order_id = formed.order_id
        and other.sku = formed.sku
        and other.units = formed.units
        and other.disposition = formed.disposition
        and other.download_id <> formed.download_id
        and abs(datediff('day', formed.returned_on, other.returned_on)) <= 1
        and (other.fnsku in ('', formed.fnsku) or formed.fnsku = '')
        and (other.license_plate in ('', formed.license_plate) or formed.license_plate = '')
        and (
            other.returned_at is null
            or formed.returned_at is null
            or other.returned_at = formed.returned_at
        )
        and (other.cells > formed.cells or (other.cells < formed.cells and other.is_reimbursed))
    group by formed.return_no
),
bad as (
    select
        returned.order_id,
        returned.sku,
        returned.returned_on,
        min(returned.disposition) as disposition,
        min(case when returned.fnsku <> '' then returned.fnsku end) as fnsku,
        min(case when returned.asin <> '' then returned.asin end) as asin,
        min(case when returned.title <> '' then returned.title end) as title,
        min(returned.fulfillment_center) as fulfillment_center,
        cast(sum(returned.units) as integer) as units
    from formed as returned
    left join sold_elsewhere on sold_elsewhere.order_id = returned.order_id
    left join told_again on told_again.return_no = returned.return_no
    where not returned.is_reimbursed
        and sold_elsewhere.order_id is null
        and told_again.return_no is null
    group by returned.order_id, returned.sku, returned.returned_on
),
known as (
    select order_id, sku
    from order_money
    where kind in ('refund', 'guarantee')
    union
    select order_id, sku
    from sheet_refund
),
laid as (
    select
        bad.*,
        coalesce(
            sum(bad.units) over (
                partition by bad.order_id, bad.sku order by bad.returned_on
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as units_before
    from bad
),
given as (
    select
        refund_no,
        order_id,
        sku,
        question,
        units,
        sum(units) over (
            partition by order_id, sku order by refund_no rows between unbounded preceding and current row
        ) as upto
    from refund
    where kind = 'refund'
),
rested as (
    select
        laid.order_id,
        laid.sku,
        laid.returned_on,
        min(given.refund_no) as refund_no,
        max(given.question) as question,
        cast(
            sum(
                least(given.upto, laid.units_before + laid.units) - greatest(given.upto - given.units, laid.units_before)
            ) as integer
        ) as units
    from laid
    join given
        on given.order_id = laid.order_id
        and given.sku = laid.sku
        and given.upto > laid.units_before
        and given.upto - given.units < laid.units_before + laid.units
    group by laid.order_id, laid.sku, laid.returned_on
),
sku_product as (
    select sku, min(product) as product
    from product_sku
    where has_ledger_row
    group by sku
    having count(*) = 1
)
select
    row_number() over (order by laid.returned_on, laid.order_id, laid.sku) as event_no,
    laid.order_id,
    laid.sku,
    coalesce(laid.fnsku, refund.fnsku, sku_product.product, '') as fnsku,
    coalesce(laid.fnsku, refund.fnsku, sku_product.product, laid.sku) as product,
    coalesce(laid.asin, refund.asin, '') as asin,
    coalesce(laid.title, '') as title,
    laid.returned_on,
    rested.refund_no,
    case when known.order_id is null then laid.units else rested.units end as units,
    laid.fulfillment_center,
    laid.disposition,
    coalesce(refund.currency, order_currency.currency, account_setting.home_currency) as currency,
    case when known.order_id is null then 'refund_unknown' else coalesce(rested.question, '') end as question,
    lower(laid.sku) like 'amzn.gr.%' or lower(laid.sku) like 'amazon.found.%' as is_no_claim_sku
from laid
cross join account_setting
left join known on known.order_id = laid.order_id and known.sku = laid.sku
left join rested
    on rested.order_id = laid.order_id
    and rested.sku = laid.sku
    and rested.returned_on = laid.returned_on
left join refund on refund.refund_no = rested.refund_no
left join order_currency on order_currency.order_id = laid.order_id and order_currency.sku = laid.sku
left join sku_product on sku_product.sku = laid.sku
where known.order_id is null or rested.units > 0
