-- Returned units that Amazon or a carrier damaged, on the day of the refund that they rest on.
--
-- grain:   source_no, part
-- inputs:  damaged_return, refund, records, account_setting, download
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question
with loaded as (
    select count(case when kind = 'customer_returns' then 1 end) > 0 as has_returns
    from download
)
select
    'customer_return_damaged' as claim_type,
    'return' as source,
    damaged_return.event_no as source_no,
    'rest' as part,
    2 as pass,
    concat('order|', damaged_return.order_id, '|', damaged_return.sku) as pool,
    coalesce(refund.refunded_on, damaged_return.returned_on) as event_date,
    damaged_return.order_id as reference_id,
    damaged_return.sku,
    1 as occurrence,
    damaged_return.units,
    case
        when not loaded.has_returns then 'no_returns'
        when account_setting.is_returnless then 'returnless'
        else damaged_return.question
    end as question
from damaged_return
cross join records
cross join account_setting
cross join loaded
left join refund on refund.refund_no = damaged_return.refund_no
where damaged_return.units > 0
    and not damaged_return.is_no_claim_sku
    and coalesce(refund.refunded_on, damaged_return.returned_on) >= records.records_begin
