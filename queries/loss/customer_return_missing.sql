-- Units that Amazon refunded or replaced, per order, SKU and day: those that never come back are claimed.
--
-- A question while settlements do not cover the days from the refund to 21 days before the as-of date: until then the
-- customer may have been charged again.
--
-- grain:   source_no, part
-- inputs:  refund, settlement_span, records, account_setting, download
-- params:  as_of
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question
with loaded as (
    select count(case when kind = 'customer_returns' then 1 end) > 0 as has_returns
    from download
)
select
    'customer_return_missing' as claim_type,
    'refund' as source,
    refund.refund_no as source_no,
    'rest' as part,
    2 as pass,
    concat('order|', refund.order_id, '|', refund.sku) as pool,
    refund.refunded_on as event_date,
    refund.order_id as reference_id,
    refund.sku,
    1 as occurrence,
    refund.units,
    case
        when not loaded.has_returns then 'no_returns'
        when account_setting.is_returnless then 'returnless'
        when refund.question <> '' then refund.question
        when refund.refunded_on <= cast($as_of as date) - 21
            and not exists (
                select 1
                from settlement_span
                where settlement_span.currency = refund.currency
                    and settlement_span.first_day <= refund.refunded_on
                    and settlement_span.last_day >= cast($as_of as date) - 21
            )
            then 'settlements_missing'
        else ''
    end as question
from refund
cross join records
cross join account_setting
cross join loaded
where not refund.is_no_claim_sku and refund.refunded_on >= records.records_begin
