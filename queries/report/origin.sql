-- What each of the claims on a removal or on a customer's order rests on: the box that was sent back, the refund, or the
-- damaged return with the refund behind it.
--
-- kind: removal, refund, replacement, guarantee (an A-to-z or chargeback refund) or return. event_units are those of
-- the event, received_units those that arrived of the box (empty where nobody has said). requested_units, order_shipped_units
-- and box_count are of the product in the whole removal order. money is what the customer got back for money_units.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, removal_box, removal_order, refund, damaged_return, returned, currency, download
-- params:  claim_ids
-- outputs: claim_id, kind, order_id, tracking_number, carrier, shipped_on, received_on, refunded_on, returned_on, sku, fnsku,
--          disposition, place, license_plates, event_units, received_units, requested_units, order_shipped_units, box_count,
--          currency, minor_digits, money, money_units, file_name, line
with wanted as (
    select claim.claim_id, open_loss.source, open_loss.source_no
    from claim
    join open_loss on open_loss.loss_no = claim.loss_no
    where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
        and open_loss.source in ('removal', 'refund', 'return')
),
requested as (
    select
        order_id,
        case when fnsku <> '' then fnsku else sku end as product,
        cast(sum(requested_quantity) as integer) as units
    from removal_order
    where order_id in (
        select removal_box.order_id
        from wanted
        join removal_box on wanted.source = 'removal' and removal_box.box_no = wanted.source_no
    )
    group by order_id, case when fnsku <> '' then fnsku else sku end
),
sent as (
    select
        order_id,
        product,
        cast(sum(shipped_units) as integer) as units,
        cast(count(*) as integer) as box_count
    from removal_box
    group by order_id, product
),
-- license plates of the units that came back of an order
plate as (
    select order_id, sku, returned_on, disposition, string_agg(distinct license_plate, ', ' order by license_plate) as plates
    from returned
    where license_plate <> ''
    group by order_id, sku, returned_on, disposition
)
select
    wanted.claim_id,
    'removal' as kind,
    removal_box.order_id,
    removal_box.tracking_number,
    removal_box.carrier,
    removal_box.shipped_on,
    removal_box.received_on,
    cast(null as date) as refunded_on,
    cast(null as date) as returned_on,
    removal_box.sku,
    removal_box.fnsku,
    removal_box.disposition,
    '' as place,
    '' as license_plates,
    removal_box.shipped_units as event_units,
    case when removal_box.is_answered then removal_box.received_units end as received_units,
    requested.units as requested_units,
    sent.units as order_shipped_units,
    sent.box_count,
    '' as currency,
    2 as minor_digits,
    cast(null as decimal(18, 4)) as money,
    cast(null as integer) as money_units,
    coalesce(download.file_name, '') as file_name,
    removal_box.line
from wanted
join removal_box on wanted.source = 'removal' and removal_box.box_no = wanted.source_no
left join requested on requested.order_id = removal_box.order_id and requested.product = removal_box.product
left join sent on sent.order_id = removal_box.order_id and sent.product = removal_box.product
left join download on download.download_id = removal_box.download_id
union all
select
    wanted.claim_id,
    coalesce(case when damaged_return.event_no is not null then 'return' end, refund.kind) as kind,
    coalesce(damaged_return.order_id, refund.order_id) as order_id,
    '' as tracking_number,
    '' as carrier,
    cast(null as date) as shipped_on,
    cast(null as date) as received_on,
    refund.refunded_on,
    damaged_return.returned_on,
    coalesce(damaged_return.sku, refund.sku) as sku,
    coalesce(damaged_return.fnsku, refund.fnsku) as fnsku,
    coalesce(damaged_return.disposition, '') as disposition,
    coalesce(damaged_return.fulfillment_center, '') as place,
    coalesce(plate.plates, '') as license_plates,
    coalesce(damaged_return.units, refund.units) as event_units,
    cast(null as integer) as received_units,
    cast(null as integer) as requested_units,
    cast(null as integer) as order_shipped_units,
    cast(null as integer) as box_count,
    coalesce(refund.currency, '') as currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    cast(refund.money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)) as money,
    case when refund.money is not null then refund.money_units end as money_units,
    '' as file_name,
    cast(null as bigint) as line
from wanted
left join damaged_return on wanted.source = 'return' and damaged_return.event_no = wanted.source_no
left join refund
    on refund.refund_no = case when wanted.source = 'return' then damaged_return.refund_no else wanted.source_no end
left join plate
    on plate.order_id = damaged_return.order_id
    and plate.sku = damaged_return.sku
    and plate.returned_on = damaged_return.returned_on
    and plate.disposition = damaged_return.disposition
left join currency on currency.currency = refund.currency
where wanted.source <> 'removal'
order by claim_id
