-- Lines of the Reimbursements report up to the as-of date, with region, family and what they take or give.
--
-- A reversal is a line with a negative amount or negative cash units, or whose reason says reversal. Lines that top up
-- another line (their original-reimbursement-id names it) are one family with it: root_no is the line they top up.
--
-- grain:   payment_no
-- inputs:  reimbursement, product_sku, currency, account_setting
-- params:  as_of
-- outputs: payment_no, approved_on, reimbursement_id, case_id, order_id, reason, reason_key, sku, product, fnsku, asin,
--          title, condition, currency, region, amount_per_unit, amount_total, cash_units, inventory_units, units,
--          is_reversal, has_no_units, is_no_claim_sku, original_reimbursement_id, original_reason_key, download_id, line
with sku_product as (
    select sku, min(product) as product
    from product_sku
    where has_ledger_row
    group by sku
    having count(*) = 1
),
folded as (
    select
        reimbursement.*,
        translate(lower(reimbursement.reason), ' _:-', '') as reason_key,
        translate(lower(reimbursement.original_reimbursement_type), ' _:-', '') as original_reason_key,
        case
            when reimbursement.fnsku <> '' then reimbursement.fnsku
            else coalesce(sku_product.product, reimbursement.sku)
        end as product
    from reimbursement
    left join sku_product on reimbursement.fnsku = '' and sku_product.sku = reimbursement.sku
    where reimbursement.approved_on <= $as_of
),
counted as (
    select
        *,
        case
            when coalesce(quantity_cash, 0) = 0 and coalesce(quantity_inventory, 0) = 0 then abs(coalesce(quantity_total, 0))
            else abs(coalesce(quantity_cash, 0))
        end as cash_units,
        abs(coalesce(quantity_inventory, 0)) as inventory_units,
        coalesce(amount_total, 0) < 0 or coalesce(amount_per_unit, 0) < 0 or coalesce(quantity_cash, 0) < 0
            or reason_key like '%reversal%' as is_reversal,
        coalesce(quantity_cash, 0) = 0 and coalesce(quantity_inventory, 0) = 0 and coalesce(quantity_total, 0) = 0 as has_no_units
    from folded
)
select
    row_number() over (
        order by counted.approved_on, counted.reimbursement_id, counted.product, counted.sku, counted.reason_key,
            counted.case_id, counted.order_id, counted.amount_total, counted.cash_units, counted.inventory_units,
            counted.original_reimbursement_id, counted.download_id, counted.line
    ) as payment_no,
    counted.approved_on,
    counted.reimbursement_id,
    counted.case_id,
    counted.order_id,
    counted.reason,
    counted.reason_key,
    counted.sku,
    counted.product,
    counted.fnsku,
    counted.asin,
    counted.product_name as title,
    counted.condition,
    case when counted.currency = '' then account_setting.home_currency else counted.currency end as currency,
    case when coalesce(currency.region, '') = '' then account_setting.home_region else currency.region end as region,
    counted.amount_per_unit,
    counted.amount_total,
    counted.cash_units,
    counted.inventory_units,
    counted.cash_units + counted.inventory_units as units,
    counted.is_reversal,
    counted.has_no_units,
    lower(counted.sku) like 'amzn.gr.%' or lower(counted.sku) like 'amazon.found.%' as is_no_claim_sku,
    counted.original_reimbursement_id,
    counted.original_reason_key,
    counted.download_id,
    counted.line
from counted
cross join account_setting
left join currency on currency.currency = counted.currency
