-- Which units of cover stand for which loss in a run, by keys that name the same rows in the run of any other day.
--
-- The parts of a found row are one. units_before: units of the same cover row that stand for losses before this one, so
-- that units which Amazon took back later can be told: the first ones it paid. amount is the share of the units in the
-- money paid or charged.
--
-- grain:   loss_key, cover_key
-- inputs:  loss_key, matched, cover, adjustment, payment, paid, returned, retrocharge, order_money, inbound_line
-- params:  none
-- outputs: loss_key, cover_key, source, place, units, units_before, covered_on, reference_id, case_id, currency, amount,
--          download_id, line
with used as (
    select
        matched.loss_no,
        cover.source,
        cover.source_no,
        min(matched.pass) as pass,
        min(matched.cover_no) as place,
        cast(sum(matched.units) as integer) as units
    from matched
    join cover on cover.cover_no = matched.cover_no
    where matched.pass <= 3
    group by matched.loss_no, cover.source, cover.source_no
),
laid as (
    select
        *,
        cast(
            coalesce(
                sum(units) over (
                    partition by source, source_no order by pass, loss_no
                    rows between unbounded preceding and 1 preceding
                ),
                0
            ) as integer
        ) as units_before
    from used
),
charge as (
    select
        retrocharge.retrocharge_no,
        retrocharge.order_id,
        retrocharge.sku,
        retrocharge.charged_on,
        retrocharge.currency,
        retrocharge.money,
        retrocharge.units,
        min_by(order_money.download_id, order_money.money_no) as download_id,
        min_by(order_money.line, order_money.money_no) as line
    from retrocharge
    join order_money
        on order_money.kind = 'retrocharge'
        and order_money.order_id = retrocharge.order_id
        and order_money.sku = retrocharge.sku
        and order_money.posted_on = retrocharge.charged_on
        and order_money.currency = retrocharge.currency
    group by
        retrocharge.retrocharge_no, retrocharge.order_id, retrocharge.sku, retrocharge.charged_on, retrocharge.currency,
        retrocharge.money, retrocharge.units
),
named as (
    select
        loss_key.loss_key,
        concat(
            laid.source, '|',
            case laid.source
                when 'retrocharge' then concat(
                    charge.order_id, '|', charge.sku, '|', cast(charge.charged_on as varchar), '|', charge.currency
                )
                when 'overage' then inbound_line.event_id
                when 'reimbursement' then concat(cast(payment.download_id as varchar), '|', cast(payment.line as varchar))
                when 'return' then concat(cast(returned.download_id as varchar), '|', cast(returned.line as varchar))
                else cast(laid.source_no as varchar)
            end
        ) as cover_key,
        laid.source,
        laid.place,
        laid.units,
        laid.units_before,
        coalesce(
            payment.approved_on, adjustment.event_date, returned.returned_on, charge.charged_on, inbound_line.match_date
        ) as covered_on,
        coalesce(
            payment.reimbursement_id, adjustment.reference_id, returned.order_id, charge.order_id, inbound_line.shipment_id, ''
        ) as reference_id,
        coalesce(payment.case_id, '') as case_id,
        coalesce(payment.currency, charge.currency, '') as currency,
        coalesce(cast(paid.money * 10000 as bigint), charge.money) as money,
        coalesce(paid.units, charge.units) as of_units,
        coalesce(
            payment.download_id, adjustment.download_id, returned.download_id, charge.download_id, inbound_line.download_id
        ) as download_id,
        coalesce(payment.line, adjustment.line, returned.line, charge.line, inbound_line.line) as line
    from laid
    join loss_key on loss_key.loss_no = laid.loss_no
    left join payment on laid.source = 'reimbursement' and payment.payment_no = laid.source_no
    left join paid on laid.source = 'reimbursement' and paid.root_no = laid.source_no
    left join adjustment on laid.source in ('found', 'graded_back') and adjustment.adjustment_no = laid.source_no
    left join returned on laid.source = 'return' and returned.return_no = laid.source_no
    left join charge on laid.source = 'retrocharge' and charge.retrocharge_no = laid.source_no
    left join inbound_line on laid.source = 'overage' and inbound_line.line_no = laid.source_no
)
select
    loss_key,
    cover_key,
    source,
    place,
    units,
    units_before,
    covered_on,
    reference_id,
    case_id,
    currency,
    case
        when of_units > 0
            then cast(((2 * money * units + of_units) // (2 * of_units)) * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
    end as amount,
    download_id,
    line
from named
