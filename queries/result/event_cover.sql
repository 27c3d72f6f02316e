-- What makes good now the events of which fewer units are open than at the earlier run: payments, found units, returned
-- units, charges to the customer, and the lines that top up a payment below cost.
--
-- is_new: in no download of the earlier run, or dated after its day. amount is the share of the units in the money of
-- the payment's line. A line that tops up a payment closes as many units of it as are closed.
--
-- grain:   event_key, kind, cover_row
-- inputs:  event_then_now, earlier_run, loss, matched, cover, payment, payment_root, adjustment, returned,
--          retrocharge, order_money, inbound_line
-- params:  none
-- outputs: event_key, kind, cover_row, units, is_new, reference_id, case_id, covered_on, currency, amount
with closed as (
    select
        event_key,
        claim_type,
        source,
        source_no,
        then_units - now_units as units,
        event_key like '%-a' as is_above_paid
    from event_then_now
    where then_units > now_units
),
lost as (
    select closed.event_key, loss.loss_no
    from closed
    join loss
        on loss.source = 'adjustment'
        and loss.source_no = closed.source_no
        and loss.claim_type = closed.claim_type
    where closed.source = 'adjustment' and loss.pass > 0
    union all
    select closed.event_key, loss.loss_no
    from closed
    join loss
        on loss.source = closed.source
        and loss.source_no = closed.source_no
        and loss.claim_type = closed.claim_type
    where closed.source in ('removal', 'refund', 'return', 'shipment_line')
    union all
    select closed.event_key, loss.loss_no
    from closed
    join loss
        on loss.source = 'payment'
        and loss.source_no = closed.source_no
        and loss.claim_type = closed.claim_type
        and (loss.part = 'above_paid') = closed.is_above_paid
    where closed.source = 'payment' and loss.pass > 0
),
used as (
    select
        lost.event_key,
        case
            when cover.source = 'reimbursement' then 'payment'
            when cover.source in ('return', 'retrocharge') then cover.source
            else 'found'
        end as kind,
        cover.source_no,
        cast(sum(matched.units) as integer) as units
    from lost
    join matched on matched.loss_no = lost.loss_no and matched.pass <= 3
    join cover on cover.cover_no = matched.cover_no
    group by lost.event_key, kind, cover.source_no
    union all
    select
        closed.event_key,
        'payment' as kind,
        payment_root.payment_no as source_no,
        closed.units
    from closed
    join payment_root
        on payment_root.root_no = closed.source_no
        and payment_root.payment_no <> closed.source_no
    where closed.source = 'payment' and closed.claim_type = 'reimbursement_underpaid'
),
charged as (
    select
        retrocharge.retrocharge_no,
        retrocharge.order_id,
        retrocharge.charged_on,
        max(order_money.download_id) as download_id
    from retrocharge
    join order_money
        on order_money.kind = 'retrocharge'
        and order_money.order_id = retrocharge.order_id
        and order_money.sku = retrocharge.sku
        and order_money.posted_on = retrocharge.charged_on
    group by retrocharge.retrocharge_no, retrocharge.order_id, retrocharge.charged_on
),
named as (
    select
        used.event_key,
        used.kind,
        used.source_no,
        used.units,
        coalesce(
            payment.download_id, adjustment.download_id, returned.download_id, charged.download_id, inbound_line.download_id
        ) as download_id,
        coalesce(
            payment.reimbursement_id, adjustment.reference_id, returned.order_id, charged.order_id, inbound_line.shipment_id, ''
        ) as reference_id,
        coalesce(payment.case_id, '') as case_id,
        coalesce(
            payment.approved_on, adjustment.event_date, returned.returned_on, charged.charged_on, inbound_line.match_date
        ) as covered_on,
        coalesce(payment.currency, '') as currency,
        cast(payment.amount_total * 10000 as bigint) as money,
        -- of a line that tops up another, all of its money is for the units it tops up
        case when closed.claim_type = 'reimbursement_underpaid' then used.units else payment.units end as of_units
    from used
    join closed on closed.event_key = used.event_key
    left join payment on used.kind = 'payment' and payment.payment_no = used.source_no
    left join adjustment
        on used.kind = 'found'
        and closed.source <> 'shipment_line'
        and adjustment.adjustment_no = used.source_no
    -- a unit that came in surplus in another shipment is a found one
    left join inbound_line
        on used.kind = 'found'
        and closed.source = 'shipment_line'
        and inbound_line.line_no = used.source_no
    left join returned on used.kind = 'return' and returned.return_no = used.source_no
    left join charged on used.kind = 'retrocharge' and charged.retrocharge_no = used.source_no
)
select
    named.event_key,
    named.kind,
    named.source_no as cover_row,
    named.units,
    named.download_id > earlier_run.last_download or named.covered_on > earlier_run.as_of as is_new,
    named.reference_id,
    named.case_id,
    named.covered_on,
    named.currency,
    case
        when named.of_units > 0
            then cast(
                ((2 * named.money * named.units + named.of_units) // (2 * named.of_units)) * cast(0.0001 as decimal(5, 4))
                as decimal(18, 4)
            )
    end as amount
from named
cross join earlier_run
