-- Payments, found units, returned units and charges that no loss took, shown only where the loss source is loaded for those
-- days.
--
-- A payment whose reason names a removal is of a removal; any other with an order id is of a customer's order.
--
-- grain:   cover_no
-- inputs:  cover, matched, adjustment, payment, paid, returned, retrocharge, records, coverage
-- params:  none
-- outputs: cover_no, claim_type, fnsku, source, reference_id, event_date, units
with used as (
    select cover_no, cast(sum(units) as integer) as units
    from matched
    where cover_no is not null
    group by cover_no
),
left_over as (
    select
        cover.cover_no,
        case
            when cover.cover_type in ('other', 'order_payment') and paid.reason_key like '%removal%' then 'removal_lost'
            when cover.cover_type = 'order_payment' then 'customer_return_missing'
            else cover.cover_type
        end as claim_type,
        cover.product as fnsku,
        cover.source,
        cover.source_no,
        cover.event_date,
        cover.units - coalesce(used.units, 0) as units
    from cover
    left join used on used.cover_no = cover.cover_no
    left join paid on cover.source = 'reimbursement' and paid.root_no = cover.source_no
    where cover.units > coalesce(used.units, 0)
)
select
    left_over.cover_no,
    left_over.claim_type,
    left_over.fnsku,
    left_over.source,
    coalesce(payment.reimbursement_id, adjustment.reference_id, returned.order_id, retrocharge.order_id, '') as reference_id,
    left_over.event_date,
    left_over.units
from left_over
cross join records
left join payment on left_over.source = 'reimbursement' and payment.payment_no = left_over.source_no
left join adjustment on left_over.source in ('found', 'graded_back') and adjustment.adjustment_no = left_over.source_no
left join returned on left_over.source = 'return' and returned.return_no = left_over.source_no
left join retrocharge on left_over.source = 'retrocharge' and retrocharge.retrocharge_no = left_over.source_no
where left_over.event_date >= records.records_begin
    and (
        (
            left_over.claim_type in ('warehouse_lost', 'warehouse_damaged')
            and left_over.event_date <= records.ledger_last_day
        )
        or exists (
            select 1
            from coverage
            where coverage.first_day <= left_over.event_date
                and coverage.last_day >= left_over.event_date
                and (
                    (
                        left_over.claim_type = 'inbound_shortage'
                        and coverage.kind in ('inbound_shipments', 'shipment_contents')
                    )
                    or (left_over.claim_type = 'removal_lost' and coverage.kind = 'removal_shipments')
                    or (
                        left_over.claim_type = 'customer_return_missing'
                        and coverage.kind in ('settlement', 'customer_refunds')
                    )
                )
        )
    )
