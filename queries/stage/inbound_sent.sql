-- What was sent to Amazon, line by line: the seller's own sheet, and for shipments that it does not give, Seller
-- Central's shipment contents with the status of the shipping queue.
--
-- A sheet's line whose SKU another sheet gives in the same shipment, one of them without the FNSKU, is the same line: the
-- newest counts. Contents and queue know no day of delivery or closing. Of the contents' rows of one line those of the newest download
-- count; of the queue's rows of a shipment the newest. What is dated after the as-of date is not known yet: a shipment
-- that closed later is open. A line's received units are unknown in the contents, but for a queue that located nothing.
--
-- grain:   shipment_id, sku, fnsku
-- inputs:  inbound_shipment, shipping_queue, shipment_content, product, product_sku
-- params:  as_of
-- outputs: shipment_id, sku, fnsku, product, asin, title, status, is_closed, destination_fc, shipped_on, delivered_on,
--          closed_on, updated_on, quantity_shipped, quantity_received, amazon_status, amazon_status_key, is_own_sheet,
--          download_id, line
with sku_product as (
    select sku, min(product) as product
    from product_sku
    where has_ledger_row
    group by sku
    having count(*) = 1
),
newest_content as (
    select
        *,
        max(download_id) over (partition by shipment_id, sku, fnsku) as newest_id
    from shipment_content
    where shipment_id <> ''
        and not exists (select 1 from inbound_shipment where inbound_shipment.shipment_id = shipment_content.shipment_id)
),
content as (
    select
        shipment_id,
        sku,
        fnsku,
        max(asin) as asin,
        max(title) as title,
        cast(sum(quantity_shipped) as integer) as quantity_shipped,
        max(download_id) as download_id,
        min(line) as line
    from newest_content
    where download_id = newest_id
    group by shipment_id, sku, fnsku
),
queue as (
    select
        *,
        row_number() over (
            partition by shipment_id order by download_id desc, updated_on desc nulls last, line desc
        ) as place
    from shipping_queue
    where created_on is null or created_on <= $as_of
),
told_again as (
    select older.download_id, older.line
    from inbound_shipment as older
    join inbound_shipment as newer
        on newer.shipment_id = older.shipment_id
        and newer.sku = older.sku
        and newer.download_id > older.download_id
    where older.sku <> '' and (newer.fnsku = '') <> (older.fnsku = '')
    group by older.download_id, older.line
),
sent as (
    select
        shipment_id,
        sku,
        fnsku,
        asin,
        '' as title,
        status,
        destination_fc,
        shipped_on,
        delivered_on,
        closed_on,
        cast(null as date) as updated_on,
        quantity_shipped,
        quantity_received,
        amazon_status,
        true as is_own_sheet,
        download_id,
        line
    from inbound_shipment
    where (shipped_on is null or shipped_on <= $as_of)
        and not exists (
            select 1
            from told_again
            where told_again.download_id = inbound_shipment.download_id and told_again.line = inbound_shipment.line
        )
    union all
    select
        content.shipment_id,
        content.sku,
        content.fnsku,
        content.asin,
        content.title,
        coalesce(queue.status, '') as status,
        coalesce(queue.ship_to, '') as destination_fc,
        queue.created_on as shipped_on,
        cast(null as date) as delivered_on,
        cast(null as date) as closed_on,
        queue.updated_on,
        content.quantity_shipped,
        case when queue.units_located = 0 then 0 end as quantity_received,
        '' as amazon_status,
        false as is_own_sheet,
        content.download_id,
        content.line
    from content
    left join queue on queue.shipment_id = content.shipment_id and queue.place = 1
)
select
    sent.shipment_id,
    sent.sku,
    sent.fnsku,
    case when sent.fnsku <> '' then sent.fnsku else coalesce(sku_product.product, sent.sku) end as product,
    coalesce(nullif(product.asin, ''), sent.asin) as asin,
    coalesce(nullif(product.title, ''), sent.title) as title,
    sent.status,
    regexp_replace(lower(sent.status), '[ _:-]', '', 'g') = 'closed'
    and coalesce(sent.closed_on, $as_of) <= $as_of
    and coalesce(sent.delivered_on, $as_of) <= $as_of as is_closed,
    sent.destination_fc,
    sent.shipped_on,
    case when sent.delivered_on <= $as_of then sent.delivered_on end as delivered_on,
    case when sent.closed_on <= $as_of then sent.closed_on end as closed_on,
    sent.updated_on,
    sent.quantity_shipped,
    sent.quantity_received,
    sent.amazon_status,
    regexp_replace(lower(sent.amazon_status), '[ _:-]', '', 'g') as amazon_status_key,
    sent.is_own_sheet,
    sent.download_id,
    sent.line
from sent
left join sku_product on sent.fnsku = '' and sku_product.sku = sent.sku
left join product
    on product.product = case when sent.fnsku <> '' then sent.fnsku else coalesce(sku_product.product, sent.sku) end
