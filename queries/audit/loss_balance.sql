-- Loss rows that do not close: units = matched in all passes + in doubt + open. Must find nothing.
--
-- grain:   loss_no
-- inputs:  loss, matched, claim_part
-- params:  none
-- outputs: loss_no, units, matched_units, doubt_units, open_units
with used as (
    select
        loss_no,
        cast(sum(case when pass < 4 then units else 0 end) as integer) as matched_units,
        cast(sum(case when pass >= 4 then units else 0 end) as integer) as doubt_units
    from matched
    group by loss_no
),
left_open as (
    select
        loss_no,
        cast(sum(case when kind = 'main' then quantity_open else 0 end) as integer) as open_units,
        cast(sum(case when kind <> 'main' then quantity_open else 0 end) as integer) as doubt_units
    from claim_part
    group by loss_no
)
select
    loss.loss_no,
    loss.units,
    coalesce(used.matched_units, 0) as matched_units,
    coalesce(used.doubt_units, 0) as doubt_units,
    coalesce(left_open.open_units, 0) as open_units
from loss
left join used on used.loss_no = loss.loss_no
left join left_open on left_open.loss_no = loss.loss_no
where coalesce(used.doubt_units, 0) <> coalesce(left_open.doubt_units, 0)
    or coalesce(used.matched_units, 0) + coalesce(used.doubt_units, 0) > loss.units
    or (
        loss.pass > 0
        and loss.units <> coalesce(used.matched_units, 0) + coalesce(used.doubt_units, 0) + coalesce(left_open.open_units, 0)
    )
