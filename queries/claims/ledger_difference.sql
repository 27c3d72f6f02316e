-- Movements that the ledger's detail and its summary do not agree on, as finely as the summary tells them: day, week or
-- month, product, disposition, country or centre.
--
-- What Amazon counts as removed, found, lost, damaged, disposed or other is one movement here: the detail's codes do not say
-- which column they went to. Lines that do not add up are compared with nothing. Where rows of the detail lack the
-- country (or the centre), that span is compared over all of them together. Both kinds of location in one span: the
-- centres decide.
--
-- grain:   period, first_day, product, disposition, location, movement
-- inputs:  summary_line, ledger_detail, records
-- params:  as_of
-- outputs: period, first_day, last_day, product, disposition, location, movement, summary_units, detail_units
with span as (
    select period, first_day, last_day, min(scope) as scope
    from summary_line
    group by period, first_day, last_day
),
ledger_day as (
    select
        event_date,
        count(case when country = '' then 1 end) as without_country,
        count(case when fulfillment_center = '' then 1 end) as without_centre
    from ledger_detail
    where event_date <= $as_of
    group by event_date
),
span_day as (
    select span.period, span.first_day, span.last_day, ledger_day.event_date
    from span
    join ledger_day on ledger_day.event_date >= span.first_day and ledger_day.event_date <= span.last_day
),
compared as (
    select
        span.period,
        span.first_day,
        span.last_day,
        span.scope,
        case
            when span.scope = 'country' and coalesce(sum(ledger_day.without_country), 0) > 0 then 'account'
            when span.scope = 'centre' and coalesce(sum(ledger_day.without_centre), 0) > 0 then 'account'
            else span.scope
        end as compared_scope
    from span
    left join span_day on span_day.period = span.period and span_day.first_day = span.first_day
    left join ledger_day on ledger_day.event_date = span_day.event_date
    group by span.period, span.first_day, span.last_day, span.scope
),
stated as (
    select
        summary_line.period,
        summary_line.first_day,
        summary_line.product,
        summary_line.disposition,
        case when compared.compared_scope = 'account' then '' else summary_line.location end as location,
        sum(summary_line.receipts) as receipts,
        sum(summary_line.customer_shipments) as customer_shipments,
        sum(summary_line.customer_returns) as customer_returns,
        sum(summary_line.warehouse_transfers) as warehouse_transfers,
        sum(summary_line.other_units) as other_units,
        count(case when not summary_line.adds_up then 1 end) as doubtful_lines
    from summary_line
    join compared
        on compared.period = summary_line.period
        and compared.first_day = summary_line.first_day
        and compared.last_day = summary_line.last_day
        and compared.scope = summary_line.scope
    group by
        summary_line.period,
        summary_line.first_day,
        summary_line.product,
        summary_line.disposition,
        case when compared.compared_scope = 'account' then '' else summary_line.location end
),
stated_movement as (
    select period, first_day, product, disposition, location, 'receipts' as movement, receipts as units, doubtful_lines from stated
    union all
    select period, first_day, product, disposition, location, 'shipments' as movement, customer_shipments as units, doubtful_lines from stated
    union all
    select period, first_day, product, disposition, location, 'returns' as movement, customer_returns as units, doubtful_lines from stated
    union all
    select period, first_day, product, disposition, location, 'transfers' as movement, warehouse_transfers as units, doubtful_lines from stated
    union all
    select period, first_day, product, disposition, location, 'other' as movement, other_units as units, doubtful_lines from stated
),
booked as (
    select
        compared.period,
        compared.first_day,
        case when ledger_detail.fnsku <> '' then ledger_detail.fnsku else ledger_detail.msku end as product,
        ledger_detail.disposition,
        case compared.compared_scope
            when 'country' then case when ledger_detail.country = 'UK' then 'GB' else ledger_detail.country end
            when 'centre' then ledger_detail.fulfillment_center
            else ''
        end as location,
        case ledger_detail.event_type
            when 'Receipts' then 'receipts'
            when 'Shipments' then 'shipments'
            when 'CustomerReturns' then 'returns'
            when 'WhseTransfers' then 'transfers'
            else 'other'
        end as movement,
        sum(ledger_detail.quantity) as units
    from span_day
    join compared on compared.period = span_day.period and compared.first_day = span_day.first_day
    join ledger_detail on ledger_detail.event_date = span_day.event_date
    group by 1, 2, 3, 4, 5, 6
),
side as (
    select period, first_day, product, disposition, location, movement, units as summary_units, 0 as detail_units, doubtful_lines
    from stated_movement
    union all
    select period, first_day, product, disposition, location, movement, 0 as summary_units, units as detail_units, 0 as doubtful_lines
    from booked
)
select
    side.period,
    side.first_day,
    max(compared.last_day) as last_day,
    side.product,
    side.disposition,
    side.location,
    side.movement,
    cast(sum(side.summary_units) as bigint) as summary_units,
    cast(sum(side.detail_units) as bigint) as detail_units
from side
join compared on compared.period = side.period and compared.first_day = side.first_day
cross join records
where records.has_ledger
group by side.period, side.first_day, side.product, side.disposition, side.location, side.movement
having sum(side.summary_units) <> sum(side.detail_units) and sum(side.doubtful_lines) = 0
