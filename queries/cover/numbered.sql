-- Cover rows of all types, numbered in the order of the match: date, rank (units before money), id; of one found row
-- the part that Amazon states as reconciled stands first.
--
-- grain:   cover_no
-- inputs:  cover_row
-- params:  none
-- outputs: cover_no, cover_type, source, source_no, part, region, product, asin, event_date, units
select
    row_number() over (
        order by event_date, rank, source, sort_key, case when part = 'reconciled' then 0 else 1 end, source_no, cover_type
    ) as cover_no,
    cover_type,
    source,
    source_no,
    part,
    region,
    product,
    asin,
    event_date,
    units
from cover_row
