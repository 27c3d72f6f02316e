-- A product of the account (its FNSKU; the seller's SKU where a row has none) with the title and ASIN of its newest
-- row that has a title.
--
-- grain:   product
-- inputs:  ledger_detail, product_row
-- params:  none
-- outputs: product, asin, title
with newest as (
    select fnsku, case when fnsku = '' then msku else '' end as bare_sku, max(titled_on) as event_date
    from product_row
    where titled_on is not null
    group by fnsku, case when fnsku = '' then msku else '' end
)
select
    case when newest.fnsku <> '' then newest.fnsku else newest.bare_sku end as product,
    max(ledger_detail.asin) as asin,
    max(ledger_detail.title) as title
from newest
join ledger_detail
    on ledger_detail.fnsku = newest.fnsku
    and ledger_detail.event_date = newest.event_date
    and ledger_detail.title <> ''
    and (newest.fnsku <> '' or ledger_detail.msku = newest.bare_sku)
group by newest.fnsku, newest.bare_sku
