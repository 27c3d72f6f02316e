-- The cover that went to given loss rows, in the order in which it was used; passes from 4 on only raise doubt.
--
-- is_exact: it bears the order of the loss, or is surplus of the same product in a shipment. units went to this loss row;
-- cover_units are all of the cover row, line_amount the money of its line. Of each loss row the first row_limit rows;
-- row_count says how many there are.
--
-- grain:   loss_no, pass, cover_no
-- inputs:  matched, open_loss, cover, adjustment, payment, returned, retrocharge, order_money, order_family, inbound_line,
--          reason_code, currency, download
-- params:  loss_nos, row_limit
-- outputs: loss_no, pass, cover_no, units, source, part, event_date, reference_id, reason, meaning, place, cover_units,
--          currency, minor_digits, line_amount, file_name, line, row_count, is_exact
with charge as (
    -- the first line of the charges that make up a retro-charge
    select
        retrocharge.retrocharge_no,
        retrocharge.order_id,
        retrocharge.sku,
        retrocharge.currency,
        cast(retrocharge.money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)) as amount,
        min_by(order_money.download_id, order_money.money_no) as download_id,
        min_by(order_money.line, order_money.money_no) as line
    from retrocharge
    join order_money
        on order_money.kind = 'retrocharge'
        and order_money.order_id = retrocharge.order_id
        and order_money.sku = retrocharge.sku
        and order_money.posted_on = retrocharge.charged_on
        and order_money.currency = retrocharge.currency
    group by retrocharge.retrocharge_no, retrocharge.order_id, retrocharge.sku, retrocharge.currency, retrocharge.money
),
given as (
    select
        loss_no,
        cover_no,
        pass,
        units,
        row_number() over (partition by loss_no order by pass, cover_no) as row_no,
        cast(count(*) over (partition by loss_no) as integer) as row_count
    from matched
    where loss_no in (select unnest(cast($loss_nos as bigint[])))
)
select
    given.loss_no,
    given.pass,
    given.cover_no,
    given.units,
    cover.source,
    cover.part,
    cover.event_date,
    coalesce(adjustment.reference_id, payment.reimbursement_id, returned.order_id, charge.order_id, inbound_line.shipment_id, '') as reference_id,
    coalesce(adjustment.reason, payment.reason, returned.disposition, charge.sku, '') as reason,
    coalesce(reason_code.meaning, '') as meaning,
    coalesce(adjustment.fulfillment_center, returned.license_plate, inbound_line.destination_fc, '') as place,
    cover.units as cover_units,
    coalesce(payment.currency, charge.currency, '') as currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    coalesce(payment.amount_total, charge.amount) as line_amount,
    coalesce(download.file_name, '') as file_name,
    coalesce(adjustment.line, payment.line, returned.line, charge.line, inbound_line.line) as line,
    given.row_count,
    cover.source = 'overage'
    or coalesce(open_loss.source in ('removal', 'refund', 'return'), false)
    and (
        cover.source <> 'reimbursement'
        or coalesce(order_family.family_id, payment.order_id) = open_loss.reference_id
    ) as is_exact
from given
join cover on cover.cover_no = given.cover_no
left join adjustment on cover.source in ('found', 'graded_back') and adjustment.adjustment_no = cover.source_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join open_loss on open_loss.loss_no = given.loss_no
left join order_family on order_family.order_id = payment.order_id
left join returned on cover.source = 'return' and returned.return_no = cover.source_no
left join charge on cover.source = 'retrocharge' and charge.retrocharge_no = cover.source_no
left join inbound_line on cover.source = 'overage' and inbound_line.line_no = cover.source_no
left join reason_code on reason_code.code = adjustment.reason
left join currency on currency.currency = coalesce(payment.currency, charge.currency)
left join download
    on download.download_id
    = coalesce(
        adjustment.download_id, payment.download_id, returned.download_id, charge.download_id, inbound_line.download_id
    )
where given.row_no <= $row_limit
order by
    given.loss_no,
    given.pass,
    -- by exact key in the order of the contract: what came back, payments, charges
    case when cover.source = 'return' then 0 when cover.source = 'retrocharge' then 2 else 1 end,
    case when is_exact then 0 else 1 end,
    given.cover_no
