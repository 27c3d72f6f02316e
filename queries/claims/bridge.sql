-- From the units that the ledger states as unreconciled to what became of them, per status.
--
-- grain:   position
-- inputs:  adjustment, reason_code, records, loss, claim_part, matched
-- params:  none
-- outputs: position, label, units
with stated as (
    select
        adjustment.adjustment_no,
        adjustment.unreconciled_units,
        case
            when adjustment.is_no_claim_sku then 'listed apart (never claimed)'
            when adjustment.event_date < records.records_begin then 'before our records'
            else 'in the match'
        end as place
    from adjustment
    join reason_code on reason_code.code = adjustment.reason and reason_code.role in ('lost', 'damaged')
    cross join records
    where adjustment.quantity < 0
        and adjustment.has_stated
        and not adjustment.is_unclear
        and adjustment.unreconciled_units > 0
),
in_match as (
    select loss.loss_no
    from loss
    join stated on stated.adjustment_no = loss.source_no
    where loss.source = 'adjustment' and loss.part = 'rest' and stated.place = 'in the match'
),
fate as (
    select place as label, unreconciled_units as units
    from stated
    where place <> 'in the match'
    union all
    select claim_part.status as label, claim_part.quantity_open as units
    from claim_part
    join in_match on in_match.loss_no = claim_part.loss_no
    union all
    select 'paid or found since' as label, matched.units
    from matched
    join in_match on in_match.loss_no = matched.loss_no
    where matched.pass < 4
),
line as (
    select 0 as position, 'stated by Amazon as unreconciled' as label, 0 as line_order
    union all select 1, 'claimable', 1
    union all select 2, 'waiting', 2
    union all select 3, 'review', 3
    union all select 4, 'expired', 4
    union all select 5, 'filed', 5
    union all select 6, 'dismissed', 6
    union all select 7, 'paid or found since', 7
    union all select 8, 'before our records', 8
    union all select 9, 'listed apart (never claimed)', 9
)
select
    line.position,
    line.label,
    cast(
        case
            when line.position = 0 then (select coalesce(sum(stated.unreconciled_units), 0) from stated)
            else coalesce(sum(fate.units), 0)
        end as bigint
    ) as units
from line
left join fate on fate.label = line.label
group by line.position, line.label
