-- The events of given products that are told one by one: ledger rows, payments, and what befell units outside the ledger.
--
-- source: ledger (adjustments), evidence (receipts, returns and removals of the ledger), payment; shipment_line, removal,
-- refund and return (losses that no ledger row states); came_back, charged and surplus (what made those good). The first two
-- change the stock by stock_units. Of each product the first row_limit events, those with open units first, then losses,
-- what made them good and payments, then the newest others. What does not fit is summed by kind, month and currency
-- without a source_no, but for ledger rows, which other sums hold.
-- Of a loss: what became of its units; of what makes good: how many units went to losses, for certain and in doubt.
--
-- grain:   product, source, source_no, event_date, kind, currency
-- inputs:  loss_settled, claim, cover, matched, adjustment, reason_code, ledger_evidence, payment, inbound_line, removal_box,
--          refund, damaged_return, returned, retrocharge, order_money, customer_refund, replacement, order_family, currency,
--          download
-- params:  products, as_of, row_limit
-- outputs: product, source, source_no, event_date, kind, row_count, units, stock_units, reference_id, reason, meaning, place,
--          disposition, currency, minor_digits, amount, file_name, line, found_units, graded_units, returned_units,
--          surplus_units, paid_units, charged_units, doubt_units, open_units, cover_units, used_units, perhaps_units,
--          claim_ids, event_count
with wanted as (
    select unnest(cast($products as varchar[])) as product
),
lost as (
    select
        loss_settled.product,
        loss_settled.source,
        loss_settled.source_no,
        min(loss_settled.event_date) as event_date,
        sum(loss_settled.units) as units,
        sum(loss_settled.found_units) as found_units,
        sum(loss_settled.graded_units) as graded_units,
        sum(loss_settled.returned_units) as returned_units,
        sum(loss_settled.surplus_units) as surplus_units,
        sum(loss_settled.paid_units) as paid_units,
        sum(loss_settled.charged_units) as charged_units,
        sum(loss_settled.doubt_units) as doubt_units,
        sum(loss_settled.open_units) as open_units
    from loss_settled
    join wanted on wanted.product = loss_settled.product
    group by loss_settled.product, loss_settled.source, loss_settled.source_no
),
claimed as (
    select
        loss_settled.source,
        loss_settled.source_no,
        string_agg(claim.claim_id, ' ' order by claim.claim_id) as claim_ids
    from claim
    join loss_settled on loss_settled.loss_no = claim.loss_no
    group by loss_settled.source, loss_settled.source_no
),
given as (
    select
        matched.cover_no,
        sum(case when matched.pass < 4 then matched.units else 0 end) as used_units,
        sum(case when matched.pass >= 4 then matched.units else 0 end) as perhaps_units
    from matched
    group by matched.cover_no
),
covering as (
    select
        cover.source,
        cover.source_no,
        sum(cover.units) as cover_units,
        sum(coalesce(given.used_units, 0)) as used_units,
        sum(coalesce(given.perhaps_units, 0)) as perhaps_units
    from cover
    join wanted on wanted.product = cover.product
    left join given on given.cover_no = cover.cover_no
    where cover.source in ('found', 'graded_back', 'reimbursement')
    group by cover.source, cover.source_no
),
-- what made a loss good that no ledger row states: only what went to losses of the product
by_key as (
    select
        lost.product,
        cover.source,
        cover.source_no,
        sum(case when matched.pass < 4 then matched.units else 0 end) as used_units,
        sum(case when matched.pass >= 4 then matched.units else 0 end) as perhaps_units
    from matched
    join cover on cover.cover_no = matched.cover_no
    join loss_settled as lost on lost.loss_no = matched.loss_no
    join wanted on wanted.product = lost.product
    where cover.source in ('return', 'retrocharge', 'overage')
    group by lost.product, cover.source, cover.source_no
),
refund_row as (
    select refund.refund_no, order_money.download_id, order_money.line
    from refund
    join wanted on wanted.product = refund.product
    join order_money
        on order_money.kind = refund.kind
        and order_money.order_id = refund.order_id
        and order_money.sku = refund.sku
        and order_money.posted_on = refund.refunded_on
        and order_money.currency = refund.currency
    union all
    select refund.refund_no, customer_refund.download_id, customer_refund.line
    from customer_refund
    left join order_family on order_family.order_id = customer_refund.order_id
    join refund
        on refund.kind = 'refund'
        and refund.order_id = coalesce(order_family.family_id, customer_refund.order_id)
        and refund.sku = customer_refund.sku
        and refund.refunded_on = customer_refund.refunded_on
    join wanted on wanted.product = refund.product
    union all
    select refund.refund_no, replacement.download_id, replacement.line
    from replacement
    left join order_family on order_family.order_id = replacement.original_order_id
    join refund
        on refund.kind = 'replacement'
        and refund.order_id = coalesce(order_family.family_id, replacement.original_order_id)
        and refund.sku = replacement.sku
        and refund.refunded_on = replacement.shipped_on
    join wanted on wanted.product = refund.product
),
first_refund_row as (
    select refund_no, min(download_id) as download_id, min_by(line, download_id * 1000000000000 + line) as line
    from refund_row
    group by refund_no
),
first_return_row as (
    select
        damaged_return.event_no,
        min(returned.download_id) as download_id,
        min_by(returned.line, returned.download_id * 1000000000000 + returned.line) as line
    from damaged_return
    join lost on lost.source = 'return' and lost.source_no = damaged_return.event_no
    join returned
        on returned.order_id = damaged_return.order_id
        and returned.sku = damaged_return.sku
        and returned.returned_on = damaged_return.returned_on
        and returned.disposition = damaged_return.disposition
    group by damaged_return.event_no
),
first_charge_row as (
    select
        retrocharge.retrocharge_no,
        min(order_money.download_id) as download_id,
        min_by(order_money.line, order_money.download_id * 1000000000000 + order_money.line) as line
    from retrocharge
    join by_key on by_key.source = 'retrocharge' and by_key.source_no = retrocharge.retrocharge_no
    join order_money
        on order_money.kind = 'retrocharge'
        and order_money.order_id = retrocharge.order_id
        and order_money.sku = retrocharge.sku
        and order_money.posted_on = retrocharge.charged_on
        and order_money.currency = retrocharge.currency
    group by retrocharge.retrocharge_no
),
event as (
    select
        adjustment.product,
        'ledger' as source,
        adjustment.adjustment_no as source_no,
        adjustment.event_date,
        case
            when reason_code.role in ('lost', 'damaged', 'found') then reason_code.role
            when reason_code.role in ('into_disposition', 'out_of_disposition') then 'graded'
            else 'other'
        end as kind,
        adjustment.quantity as units,
        adjustment.quantity as stock_units,
        adjustment.reference_id,
        adjustment.reason,
        coalesce(reason_code.meaning, '') as meaning,
        adjustment.fulfillment_center as place,
        adjustment.disposition,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        adjustment.download_id,
        adjustment.line
    from adjustment
    join wanted on wanted.product = adjustment.product
    left join reason_code on reason_code.code = adjustment.reason
    union all
    select
        case when ledger_evidence.fnsku <> '' then ledger_evidence.fnsku else ledger_evidence.msku end as product,
        'evidence' as source,
        ledger_evidence.line * cast(1000000 as bigint) + ledger_evidence.download_id as source_no,
        ledger_evidence.event_date,
        case ledger_evidence.event_type
            when 'Receipts' then 'received'
            when 'CustomerReturns' then 'returned'
            else 'removed'
        end as kind,
        ledger_evidence.quantity as units,
        ledger_evidence.quantity as stock_units,
        ledger_evidence.reference_id,
        '' as reason,
        '' as meaning,
        ledger_evidence.fulfillment_center as place,
        ledger_evidence.disposition,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        ledger_evidence.download_id,
        ledger_evidence.line
    from ledger_evidence
    join wanted on wanted.product = case when ledger_evidence.fnsku <> '' then ledger_evidence.fnsku else ledger_evidence.msku end
    where ledger_evidence.event_type <> 'Adjustments' and ledger_evidence.event_date <= $as_of
    union all
    select
        payment.product,
        'payment' as source,
        payment.payment_no as source_no,
        payment.approved_on as event_date,
        case when payment.is_reversal then 'taken' else 'paid' end as kind,
        payment.units,
        cast(null as integer) as stock_units,
        payment.reimbursement_id as reference_id,
        payment.reason,
        '' as meaning,
        '' as place,
        '' as disposition,
        payment.currency,
        payment.amount_total as amount,
        payment.download_id,
        payment.line
    from payment
    join wanted on wanted.product = payment.product
    union all
    select
        lost.product,
        lost.source,
        lost.source_no,
        lost.event_date,
        'short' as kind,
        lost.units,
        cast(null as integer) as stock_units,
        inbound_line.shipment_id as reference_id,
        inbound_line.status as reason,
        '' as meaning,
        inbound_line.destination_fc as place,
        '' as disposition,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        inbound_line.download_id,
        inbound_line.line
    from lost
    join inbound_line on lost.source = 'shipment_line' and inbound_line.line_no = lost.source_no
    union all
    select
        lost.product,
        lost.source,
        lost.source_no,
        lost.event_date,
        'removal_lost' as kind,
        lost.units,
        cast(null as integer) as stock_units,
        removal_box.order_id as reference_id,
        removal_box.tracking_number as reason,
        '' as meaning,
        '' as place,
        removal_box.disposition,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        removal_box.download_id,
        removal_box.line
    from lost
    join removal_box on lost.source = 'removal' and removal_box.box_no = lost.source_no
    union all
    select
        lost.product,
        lost.source,
        lost.source_no,
        lost.event_date,
        'refunded' as kind,
        lost.units,
        cast(null as integer) as stock_units,
        refund.order_id as reference_id,
        refund.kind as reason,
        '' as meaning,
        '' as place,
        '' as disposition,
        coalesce(refund.currency, '') as currency,
        cast(refund.money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)) as amount,
        first_refund_row.download_id,
        first_refund_row.line
    from lost
    join refund on lost.source = 'refund' and refund.refund_no = lost.source_no
    left join first_refund_row on first_refund_row.refund_no = refund.refund_no
    union all
    select
        lost.product,
        lost.source,
        lost.source_no,
        lost.event_date,
        'return_damaged' as kind,
        lost.units,
        cast(null as integer) as stock_units,
        damaged_return.order_id as reference_id,
        damaged_return.disposition as reason,
        '' as meaning,
        damaged_return.fulfillment_center as place,
        '' as disposition,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        first_return_row.download_id,
        first_return_row.line
    from lost
    join damaged_return on lost.source = 'return' and damaged_return.event_no = lost.source_no
    left join first_return_row on first_return_row.event_no = damaged_return.event_no
    union all
    select
        by_key.product,
        'came_back' as source,
        by_key.source_no,
        returned.returned_on as event_date,
        'came_back' as kind,
        by_key.used_units + by_key.perhaps_units as units,
        cast(null as integer) as stock_units,
        returned.order_id as reference_id,
        '' as reason,
        '' as meaning,
        returned.fulfillment_center as place,
        returned.disposition,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        returned.download_id,
        returned.line
    from by_key
    join returned on by_key.source = 'return' and returned.return_no = by_key.source_no
    union all
    select
        by_key.product,
        'charged' as source,
        by_key.source_no,
        retrocharge.charged_on as event_date,
        'charged' as kind,
        by_key.used_units + by_key.perhaps_units as units,
        cast(null as integer) as stock_units,
        retrocharge.order_id as reference_id,
        '' as reason,
        '' as meaning,
        '' as place,
        '' as disposition,
        coalesce(retrocharge.currency, '') as currency,
        cast(retrocharge.money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)) as amount,
        first_charge_row.download_id,
        first_charge_row.line
    from by_key
    join retrocharge on by_key.source = 'retrocharge' and retrocharge.retrocharge_no = by_key.source_no
    left join first_charge_row on first_charge_row.retrocharge_no = retrocharge.retrocharge_no
    union all
    select
        by_key.product,
        'surplus' as source,
        by_key.source_no,
        inbound_line.match_date as event_date,
        'surplus' as kind,
        by_key.used_units + by_key.perhaps_units as units,
        cast(null as integer) as stock_units,
        inbound_line.shipment_id as reference_id,
        '' as reason,
        '' as meaning,
        inbound_line.destination_fc as place,
        '' as disposition,
        '' as currency,
        cast(null as decimal(18, 4)) as amount,
        inbound_line.download_id,
        inbound_line.line
    from by_key
    join inbound_line on by_key.source = 'overage' and inbound_line.line_no = by_key.source_no
),
settled as (
    select
        event.*,
        coalesce(lost.found_units, 0) as found_units,
        coalesce(lost.graded_units, 0) as graded_units,
        coalesce(lost.returned_units, 0) as returned_units,
        coalesce(lost.surplus_units, 0) as surplus_units,
        coalesce(lost.paid_units, 0) as paid_units,
        coalesce(lost.charged_units, 0) as charged_units,
        coalesce(lost.doubt_units, 0) as doubt_units,
        coalesce(lost.open_units, 0) as open_units,
        coalesce(covering.cover_units, by_key.used_units + by_key.perhaps_units, 0) as cover_units,
        coalesce(covering.used_units, by_key.used_units, 0) as used_units,
        coalesce(covering.perhaps_units, by_key.perhaps_units, 0) as perhaps_units,
        coalesce(claimed.claim_ids, '') as claim_ids,
        case
            when lost.open_units > 0 then 0
            when lost.source is not null or covering.source is not null or by_key.source is not null then 1
            when event.source = 'payment' then 1
            when event.kind = 'returned' then 3
            else 2
        end as rank
    from event
    left join lost
        on lost.product = event.product
        and lost.source = case event.source when 'ledger' then 'adjustment' else event.source end
        and lost.source_no = event.source_no
    left join covering
        on covering.source = case
            when event.source = 'payment' then 'reimbursement'
            when event.source = 'ledger' and event.kind = 'graded' then 'graded_back'
            when event.source = 'ledger' then 'found'
        end
        and covering.source_no = event.source_no
    left join by_key
        on by_key.product = event.product
        and by_key.source = case event.source
            when 'came_back' then 'return' when 'charged' then 'retrocharge' when 'surplus' then 'overage'
        end
        and by_key.source_no = event.source_no
    left join claimed
        on claimed.source = case event.source when 'ledger' then 'adjustment' else event.source end
        and claimed.source_no = event.source_no
),
numbered as (
    select
        settled.*,
        row_number() over (
            partition by product order by rank, event_date desc, source, source_no
        ) <= $row_limit as is_told,
        count(*) over (partition by product) as event_count
    from settled
)
select
    numbered.product,
    numbered.source,
    numbered.source_no,
    numbered.event_date,
    numbered.kind,
    cast(1 as bigint) as row_count,
    cast(numbered.units as bigint) as units,
    numbered.stock_units,
    numbered.reference_id,
    numbered.reason,
    numbered.meaning,
    numbered.place,
    numbered.disposition,
    numbered.currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    cast(numbered.amount as decimal(38, 4)) as amount,
    coalesce(download.file_name, '') as file_name,
    numbered.line,
    cast(numbered.found_units as bigint) as found_units,
    cast(numbered.graded_units as bigint) as graded_units,
    cast(numbered.returned_units as bigint) as returned_units,
    cast(numbered.surplus_units as bigint) as surplus_units,
    cast(numbered.paid_units as bigint) as paid_units,
    cast(numbered.charged_units as bigint) as charged_units,
    cast(numbered.doubt_units as bigint) as doubt_units,
    cast(numbered.open_units as bigint) as open_units,
    cast(numbered.cover_units as bigint) as cover_units,
    cast(numbered.used_units as bigint) as used_units,
    cast(numbered.perhaps_units as bigint) as perhaps_units,
    numbered.claim_ids,
    numbered.event_count
from numbered
left join currency on currency.currency = numbered.currency
left join download on download.download_id = numbered.download_id
where numbered.is_told
union all
select
    numbered.product,
    numbered.source,
    cast(null as bigint) as source_no,
    max(numbered.event_date) as event_date,
    numbered.kind,
    count(*) as row_count,
    cast(sum(numbered.units) as bigint) as units,
    cast(null as integer) as stock_units,
    '' as reference_id,
    '' as reason,
    '' as meaning,
    '' as place,
    '' as disposition,
    numbered.currency,
    coalesce(max(currency.minor_digits), 2) as minor_digits,
    cast(sum(numbered.amount) as decimal(38, 4)) as amount,
    '' as file_name,
    cast(null as bigint) as line,
    cast(sum(numbered.found_units) as bigint) as found_units,
    cast(sum(numbered.graded_units) as bigint) as graded_units,
    cast(sum(numbered.returned_units) as bigint) as returned_units,
    cast(sum(numbered.surplus_units) as bigint) as surplus_units,
    cast(sum(numbered.paid_units) as bigint) as paid_units,
    cast(sum(numbered.charged_units) as bigint) as charged_units,
    cast(sum(numbered.doubt_units) as bigint) as doubt_units,
    cast(sum(numbered.open_units) as bigint) as open_units,
    cast(sum(numbered.cover_units) as bigint) as cover_units,
    cast(sum(numbered.used_units) as bigint) as used_units,
    cast(sum(numbered.perhaps_units) as bigint) as perhaps_units,
    '' as claim_ids,
    max(numbered.event_count) as event_count
from numbered
left join currency on currency.currency = numbered.currency
where not numbered.is_told and numbered.source not in ('ledger', 'evidence')
group by
    numbered.product,
    numbered.source,
    numbered.kind,
    numbered.currency,
    date_trunc('month', numbered.event_date)
order by product, event_date, source, source_no
