-- Payments and found units that no loss took, shown only where the loss source is loaded for those days.
--
-- grain:   cover_no
-- inputs:  cover, matched, adjustment, payment, records
-- params:  none
-- outputs: cover_no, claim_type, fnsku, source, reference_id, event_date, units
with used as (
    select cover_no, cast(sum(units) as integer) as units
    from matched
    group by cover_no
)
select
    cover.cover_no,
    cover.cover_type as claim_type,
    cover.product as fnsku,
    cover.source,
    case when cover.source = 'reimbursement' then payment.reimbursement_id else adjustment.reference_id end as reference_id,
    cover.event_date,
    cover.units - coalesce(used.units, 0) as units
from cover
cross join records
left join used on used.cover_no = cover.cover_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join adjustment on cover.source <> 'reimbursement' and adjustment.adjustment_no = cover.source_no
where cover.units > coalesce(used.units, 0)
    and cover.cover_type in ('warehouse_lost', 'warehouse_damaged')
    and cover.event_date >= records.records_begin
    and cover.event_date <= records.ledger_last_day
