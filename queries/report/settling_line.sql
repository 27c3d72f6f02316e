-- Every payment line, found unit and graded unit of the products of given claims, with what it belongs to by the match.
--
-- A line stands once for each thing it belongs to. belonging: loss and reconciled (a ledger row; the second where Amazon
-- states those units as reconciled), reversal (reversed units), given_back (units that a reversal gave back), removal, order
-- (a customer's), shipment, doubt; what is left: reverses (the line is a reversal), top_up, order, no_units, none. target is the ledger
-- reference, the shipment or the payment meant; units are those that belong, line_units those of the line as the report states them.
--
-- grain:   product, source, line_no, belonging, target, target_on
-- inputs:  claim, open_loss, adjustment, reason_code, cover, payment, payment_root, product_sku, matched, loss,
--          inbound_line, currency, download
-- params:  claim_ids
-- outputs: product, source, line_no, event_date, line_id, reason, place, line_units, region, currency, minor_digits,
--          amount, file_name, line, belonging, target, target_on, units
with wanted as (
    select distinct open_loss.product
    from claim
    join open_loss on open_loss.loss_no = claim.loss_no
    where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
),
listed as (
    select wanted.product, 'found' as source, adjustment.adjustment_no as line_no
    from wanted
    join adjustment on adjustment.product = wanted.product and adjustment.quantity > 0
    join reason_code on reason_code.code = adjustment.reason and reason_code.role = 'found'
    union
    select wanted.product, 'graded_back' as source, cover.source_no as line_no
    from wanted
    join cover on cover.source = 'graded_back' and cover.product = wanted.product
    union
    select wanted.product, 'reimbursement' as source, payment.payment_no as line_no
    from wanted
    join payment on payment.product = wanted.product
    union
    -- a line without FNSKU, whose SKU several products bear
    select wanted.product, 'reimbursement' as source, payment.payment_no as line_no
    from wanted
    join product_sku on product_sku.product = wanted.product
    join payment on payment.fnsku = '' and payment.sku = product_sku.sku
),
row_of as (
    select distinct source, line_no
    from listed
),
given as (
    select
        cover.source,
        cover.source_no as line_no,
        case
            when matched.pass = 0 then 'given_back'
            when matched.pass >= 4 then 'doubt'
            when loss.source = 'removal' then 'removal'
            when loss.source in ('refund', 'return') then 'order'
            when loss.source = 'shipment_line' then 'shipment'
            when loss.source = 'payment' then 'reversal'
            when loss.part = 'reconciled' then 'reconciled'
            else 'loss'
        end as belonging,
        coalesce(lost.reference_id, reversed.reimbursement_id, short.shipment_id, '') as target,
        coalesce(lost.event_date, reversed.approved_on, short.delivered_on, short.closed_on) as target_on,
        cast(sum(matched.units) as integer) as units
    from row_of
    join cover on cover.source = row_of.source and cover.source_no = row_of.line_no
    join matched on matched.cover_no = cover.cover_no
    join loss on loss.loss_no = matched.loss_no
    left join adjustment as lost on loss.source = 'adjustment' and lost.adjustment_no = loss.source_no
    left join payment as reversed on loss.source = 'payment' and reversed.payment_no = loss.source_no
    left join inbound_line as short on loss.source = 'shipment_line' and short.line_no = loss.source_no
    group by all
),
covering as (
    select row_of.source, row_of.line_no, cast(sum(cover.units) as integer) as units
    from row_of
    join cover on cover.source = row_of.source and cover.source_no = row_of.line_no
    group by row_of.source, row_of.line_no
),
used as (
    select source, line_no, cast(sum(units) as integer) as units
    from given
    group by source, line_no
),
spare as (
    select
        row_of.source,
        row_of.line_no,
        case
            when coalesce(payment.is_reversal, false) then 'reverses'
            when payment_root.root_no <> payment_root.payment_no then 'top_up'
            when coalesce(payment.order_id, '') <> '' then 'order'
            when payment.units = 0 and covering.line_no is null then 'no_units'
            else 'none'
        end as belonging,
        case
            when coalesce(payment.is_reversal, false) or payment_root.root_no <> payment_root.payment_no
                then payment.original_reimbursement_id
            else ''
        end as target,
        cast(null as date) as target_on,
        coalesce(covering.units - coalesce(used.units, 0), payment.units, 0) as units
    from row_of
    left join payment on row_of.source = 'reimbursement' and payment.payment_no = row_of.line_no
    left join payment_root on row_of.source = 'reimbursement' and payment_root.payment_no = row_of.line_no
    left join covering on covering.source = row_of.source and covering.line_no = row_of.line_no
    left join used on used.source = row_of.source and used.line_no = row_of.line_no
    where covering.line_no is null or covering.units > coalesce(used.units, 0)
),
belonged as (
    select source, line_no, belonging, target, target_on, units
    from given
    union all
    select source, line_no, belonging, target, target_on, units
    from spare
)
select
    listed.product,
    listed.source,
    listed.line_no,
    coalesce(adjustment.event_date, payment.approved_on) as event_date,
    coalesce(adjustment.reference_id, payment.reimbursement_id) as line_id,
    coalesce(adjustment.reason, payment.reason) as reason,
    coalesce(adjustment.fulfillment_center, '') as place,
    case
        when listed.source = 'graded_back' then covering.units
        else coalesce(adjustment.quantity, payment.units)
    end as line_units,
    coalesce(adjustment.region, payment.region) as region,
    coalesce(payment.currency, '') as currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    payment.amount_total as amount,
    coalesce(download.file_name, '') as file_name,
    coalesce(adjustment.line, payment.line) as line,
    belonged.belonging,
    belonged.target,
    belonged.target_on,
    belonged.units
from listed
join belonged on belonged.source = listed.source and belonged.line_no = listed.line_no
left join covering on covering.source = listed.source and covering.line_no = listed.line_no
left join adjustment on listed.source in ('found', 'graded_back') and adjustment.adjustment_no = listed.line_no
left join payment on listed.source = 'reimbursement' and payment.payment_no = listed.line_no
left join currency on currency.currency = payment.currency
left join download on download.download_id = coalesce(adjustment.download_id, payment.download_id)
order by listed.product, event_date, listed.source, listed.line_no, belonged.target_on, belonged.target, belonged.belonging
