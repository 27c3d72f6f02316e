-- Units that the ledger books as lost or damaged at a fulfilment centre since the records begin, those of them that
-- were found again or graded back, and all units that the centre handled in the same days.
--
-- made_good_units are those that the match gave to losses of this centre, wherever Amazon found them; payments are not
-- among them. handled_units are the units of every movement but adjustments: received, shipped, returned, transferred.
-- SKUs that Amazon made itself take no part, neither in losses nor in what was handled.
--
-- grain:   fulfillment_center
-- inputs:  loss, adjustment, matched, cover, ledger_detail, records
-- params:  as_of
-- outputs: fulfillment_center, lost_units, damaged_units, lost_made_good_units, damaged_made_good_units,
--          handled_units
with lost as (
    select
        adjustment.fulfillment_center,
        loss.loss_no,
        loss.claim_type,
        loss.units
    from loss
    join adjustment on adjustment.adjustment_no = loss.source_no
    where loss.source = 'adjustment' and loss.pass > 0
),
booked as (
    select
        fulfillment_center,
        sum(units) filter (where claim_type = 'warehouse_lost') as lost_units,
        sum(units) filter (where claim_type = 'warehouse_damaged') as damaged_units
    from lost
    group by fulfillment_center
),
made_good as (
    select
        lost.fulfillment_center,
        sum(matched.units) filter (where lost.claim_type = 'warehouse_lost') as lost_units,
        sum(matched.units) filter (where lost.claim_type = 'warehouse_damaged') as damaged_units
    from matched
    join lost on lost.loss_no = matched.loss_no
    join cover on cover.cover_no = matched.cover_no and cover.source in ('found', 'graded_back')
    where matched.pass < 4
    group by lost.fulfillment_center
),
handled as (
    select
        ledger_detail.fulfillment_center,
        sum(abs(ledger_detail.quantity)) as units
    from ledger_detail
    cross join records
    where ledger_detail.event_type <> 'Adjustments'
        and ledger_detail.event_date >= records.records_begin
        and ledger_detail.event_date <= $as_of::date
        and not (
            lower(ledger_detail.msku) like 'amzn.gr.%' or lower(ledger_detail.msku) like 'amazon.found.%'
        )
    group by ledger_detail.fulfillment_center
)
select
    booked.fulfillment_center,
    coalesce(booked.lost_units, 0)::bigint as lost_units,
    coalesce(booked.damaged_units, 0)::bigint as damaged_units,
    coalesce(made_good.lost_units, 0)::bigint as lost_made_good_units,
    coalesce(made_good.damaged_units, 0)::bigint as damaged_made_good_units,
    coalesce(handled.units, 0)::bigint as handled_units
from booked
left join made_good on made_good.fulfillment_center = booked.fulfillment_center
left join handled on handled.fulfillment_center = booked.fulfillment_center
order by booked.fulfillment_center
