-- Loss rows of all claim types, numbered in the order of the match: date, reference id, SKU, occurrence.
--
-- grain:   loss_no
-- inputs:  loss_row
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, pool, event_date, units, question
select
    row_number() over (
        order by event_date, reference_id, sku, occurrence, claim_type, source_no, part
    ) as loss_no,
    claim_type,
    source,
    source_no,
    part,
    pass,
    pool,
    event_date,
    units,
    question
from loss_row
