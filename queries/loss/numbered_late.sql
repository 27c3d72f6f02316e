-- Loss rows that no pass matches, numbered after those of the match.
--
-- grain:   loss_no
-- inputs:  late_loss_row, numbered_loss
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, pool, event_date, units, question
with highest as (
    select coalesce(max(loss_no), 0) as loss_no
    from numbered_loss
)
select
    highest.loss_no + row_number() over (
        order by late_loss_row.event_date, late_loss_row.reference_id, late_loss_row.sku, late_loss_row.source_no,
            late_loss_row.part
    ) as loss_no,
    late_loss_row.claim_type,
    late_loss_row.source,
    late_loss_row.source_no,
    late_loss_row.part,
    late_loss_row.pass,
    late_loss_row.pool,
    late_loss_row.event_date,
    late_loss_row.units,
    late_loss_row.question
from late_loss_row
cross join highest
