-- Every cover row that an id names, with what is left of it.
--
-- grain:   cover_no
-- inputs:  cover, adjustment, payment, download, matched
-- params:  id
-- outputs: cover_no, source, part, event_date, reference_id, reason, sku, fnsku, place, units, unmatched_units, currency,
--          amount, file_name, line
with used as (
    select cover_no, cast(sum(units) as integer) as units
    from matched
    group by cover_no
)
select
    cover.cover_no,
    cover.source,
    cover.part,
    cover.event_date,
    coalesce(adjustment.reference_id, payment.reimbursement_id) as reference_id,
    coalesce(adjustment.reason, payment.reason) as reason,
    coalesce(adjustment.sku, payment.sku) as sku,
    cover.product as fnsku,
    coalesce(adjustment.fulfillment_center, '') as place,
    cover.units,
    cover.units - coalesce(used.units, 0) as unmatched_units,
    coalesce(payment.currency, '') as currency,
    payment.amount_total as amount,
    coalesce(download.file_name, '') as file_name,
    coalesce(adjustment.line, payment.line) as line
from cover
left join used on used.cover_no = cover.cover_no
left join adjustment on cover.source in ('found', 'graded_back') and adjustment.adjustment_no = cover.source_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join download on download.download_id = coalesce(adjustment.download_id, payment.download_id)
where $id in (
    cover.product, adjustment.reference_id, adjustment.sku, payment.reimbursement_id, payment.sku, payment.order_id,
    payment.case_id
)
order by cover.event_date, cover.cover_no
