-- Units still open of an inbound shortage for which other products came in surplus in the same shipment: they may have
-- been sent under another name. Only units that would otherwise be waiting or claimable become a question.
--
-- The surplus of the other ASINs is counted in full, also where it made a shortage of its own ASIN good; lines are served
-- in order of SKU, each open unit of an earlier line using one up.
--
-- grain:   loss_no
-- inputs:  open_loss, loss_standing, inbound_line
-- params:  none
-- outputs: loss_no, units, cover_text, other_units, other_product, other_more
with item_surplus as (
    select shipment_id, item, cast(sum(surplus_units) as integer) as units, min(product) as product
    from inbound_line
    where is_closed and surplus_units > 0
    group by shipment_id, item
),
open_line as (
    select
        open_loss.loss_no,
        inbound_line.shipment_id,
        inbound_line.item,
        open_loss.open_units,
        coalesce(
            sum(open_loss.open_units) over (
                partition by inbound_line.shipment_id
                order by inbound_line.sku, inbound_line.fnsku, inbound_line.line_no
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as open_before
    from open_loss
    join inbound_line on inbound_line.line_no = open_loss.source_no
    where open_loss.source = 'shipment_line'
),
other as (
    select
        open_line.loss_no,
        cast(sum(item_surplus.units) as integer) as units,
        cast(count(*) - 1 as integer) as more,
        min(item_surplus.product) as product
    from open_line
    join item_surplus on item_surplus.shipment_id = open_line.shipment_id and item_surplus.item <> open_line.item
    group by open_line.loss_no
)
select
    open_line.loss_no,
    cast(least(open_line.open_units, other.units - open_line.open_before) as integer) as units,
    concat(
        cast(other.units as varchar), ' in all, ', other.product,
        case when other.more > 0 then concat(' and ', cast(other.more as varchar), ' more') else '' end
    ) as cover_text,
    other.units as other_units,
    other.product as other_product,
    other.more as other_more
from open_line
join other on other.loss_no = open_line.loss_no
join loss_standing on loss_standing.loss_no = open_line.loss_no
where other.units > open_line.open_before and loss_standing.status in ('waiting', 'claimable')
