-- Lines of shipments to Amazon with what was received, lost and came in surplus.
--
-- Received is the larger of the line's figure and the ledger's Receipts of that shipment and FNSKU. Where several lines
-- of a shipment share an FNSKU, the ledger's figure is held against the sum of theirs: what it has above that fills the
-- lines' gaps in order of SKU, and what is left then is surplus of the first. Without a figure and without a ledger the
-- received units are unknown. A product that the ledger received in a shipment that did not list it is a line of its
-- own, nothing sent. `item` says which products are the same: the ASIN, else the product itself.
--
-- Where no day of delivery or closing is known, the match uses the latest day on which the loss can have begun: the
-- first receipt, else the last change of the shipment, else the as-of date. So it takes no cover from a dated loss.
--
-- grain:   line_no
-- inputs:  inbound_sent, inbound_receipt, account_setting, records
-- params:  as_of
-- outputs: line_no, event_id, shipment_id, sku, fnsku, product, asin, title, item, region, status, is_closed, is_own_sheet,
--          destination_fc, shipped_on, delivered_on, closed_on, match_date, quantity_shipped, quantity_received,
--          ledger_units, received_units, lost_units, surplus_units, is_no_claim_sku, question, download_id, line
with shipment as (
    select
        shipment_id,
        bool_or(is_closed) as is_closed,
        max(status) as status,
        max(destination_fc) as destination_fc,
        min(shipped_on) as shipped_on,
        min(delivered_on) as delivered_on,
        max(closed_on) as closed_on,
        max(updated_on) as updated_on,
        bool_or(is_own_sheet) as is_own_sheet
    from inbound_sent
    group by shipment_id
),
first_receipt as (
    select shipment_id, min(first_day) as first_day
    from inbound_receipt
    group by shipment_id
),
listed as (
    select
        inbound_sent.*,
        coalesce(inbound_sent.quantity_shipped, 0) as shipped,
        coalesce(inbound_sent.quantity_received, 0) as figure,
        greatest(coalesce(inbound_receipt.units, 0), 0) as ledger_units,
        greatest(coalesce(inbound_sent.quantity_shipped, 0) - coalesce(inbound_sent.quantity_received, 0), 0) as gap,
        inbound_sent.quantity_received is not null or records.has_ledger as is_received_known
    from inbound_sent
    cross join records
    left join inbound_receipt
        on inbound_receipt.shipment_id = inbound_sent.shipment_id
        and inbound_receipt.product = inbound_sent.product
),
shared as (
    select
        *,
        greatest(ledger_units - sum(figure) over (partition by shipment_id, product), 0) as above,
        sum(gap) over (partition by shipment_id, product) as all_gaps,
        coalesce(
            sum(gap) over (
                partition by shipment_id, product order by sku, fnsku rows between unbounded preceding and 1 preceding
            ),
            0
        ) as gaps_before,
        row_number() over (partition by shipment_id, product order by sku, fnsku) as place
    from listed
),
line as (
    select
        shipment_id,
        sku,
        fnsku,
        product,
        asin,
        title,
        status,
        is_closed,
        is_own_sheet,
        destination_fc,
        shipped_on,
        delivered_on,
        closed_on,
        quantity_shipped,
        quantity_received,
        ledger_units,
        case
            when is_received_known
                then figure
                    + greatest(least(gap, above - gaps_before), 0)
                    + case when place = 1 then greatest(above - all_gaps, 0) else 0 end
        end as received_units,
        amazon_status_key,
        download_id,
        line
    from shared
    union all
    select
        inbound_receipt.shipment_id,
        inbound_receipt.sku,
        inbound_receipt.product as fnsku,
        inbound_receipt.product,
        inbound_receipt.asin,
        '' as title,
        shipment.status,
        shipment.is_closed,
        shipment.is_own_sheet,
        shipment.destination_fc,
        shipment.shipped_on,
        shipment.delivered_on,
        shipment.closed_on,
        0 as quantity_shipped,
        cast(null as integer) as quantity_received,
        inbound_receipt.units as ledger_units,
        inbound_receipt.units as received_units,
        '' as amazon_status_key,
        cast(null as integer) as download_id,
        cast(null as bigint) as line
    from inbound_receipt
    join shipment on shipment.shipment_id = inbound_receipt.shipment_id
    where inbound_receipt.units > 0
        and not exists (
            select 1
            from inbound_sent
            where inbound_sent.shipment_id = inbound_receipt.shipment_id
                and inbound_sent.product = inbound_receipt.product
        )
),
whole as (
    select shipment_id, sum(coalesce(received_units, 0)) as received_units
    from line
    group by shipment_id
)
select
    row_number() over (order by line.shipment_id, line.sku, line.fnsku, line.product, line.line) as line_no,
    substr(
        md5(concat(account_setting.account, '|inbound_shortage|', line.shipment_id, '|', line.sku, '|', line.fnsku)), 1, 16
    ) as event_id,
    line.shipment_id,
    line.sku,
    line.fnsku,
    line.product,
    line.asin,
    line.title,
    case when line.asin <> '' then line.asin else line.product end as item,
    account_setting.home_region as region,
    line.status,
    line.is_closed,
    line.is_own_sheet,
    line.destination_fc,
    line.shipped_on,
    line.delivered_on,
    line.closed_on,
    coalesce(line.delivered_on, line.closed_on, first_receipt.first_day, shipment.updated_on, $as_of) as match_date,
    line.quantity_shipped,
    line.quantity_received,
    cast(line.ledger_units as integer) as ledger_units,
    cast(line.received_units as integer) as received_units,
    cast(
        case when line.received_units is null then 0 else greatest(line.quantity_shipped - line.received_units, 0) end as integer
    ) as lost_units,
    cast(
        case
            when line.received_units is null or line.quantity_shipped is null then 0
            else greatest(line.received_units - line.quantity_shipped, 0)
        end as integer
    ) as surplus_units,
    lower(line.sku) like 'amzn.gr.%' or lower(line.sku) like 'amazon.found.%' as is_no_claim_sku,
    case
        when line.amazon_status_key not in ('', 'eligible', 'actionrequired') then 'amazon_decided'
        when line.quantity_received is null
            and coalesce(
                records.ledger_last_day < coalesce(line.closed_on, line.delivered_on, shipment.updated_on), false
            )
            then 'receipts_unknown'
        when whole.received_units = 0 then 'nothing_received'
        when line.delivered_on is null then 'delivery_unknown'
        else ''
    end as question,
    line.download_id,
    line.line
from line
join shipment on shipment.shipment_id = line.shipment_id
join whole on whole.shipment_id = line.shipment_id
cross join account_setting
cross join records
left join first_receipt on first_receipt.shipment_id = line.shipment_id
