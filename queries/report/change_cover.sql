-- Which payments and found units made good the events of given keys; new ones first, of each event the first row_limit.
--
-- grain:   event_key, kind, cover_row
-- inputs:  event_cover, currency
-- params:  event_keys, row_limit
-- outputs: event_key, kind, cover_row, units, is_new, reference_id, case_id, covered_on, currency, minor_digits, amount,
--          cover_count
with given as (
    select
        *,
        row_number() over (partition by event_key, is_new, kind order by covered_on, cover_row) as row_no,
        cast(count(*) over (partition by event_key, is_new, kind) as integer) as cover_count
    from event_cover
    where event_key in (select unnest(cast($event_keys as varchar[])))
)
select
    given.event_key,
    given.kind,
    given.cover_row,
    given.units,
    given.is_new,
    given.reference_id,
    given.case_id,
    given.covered_on,
    given.currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    given.amount,
    given.cover_count
from given
left join currency on currency.currency = given.currency
where given.row_no <= $row_limit
order by given.event_key, given.kind, given.covered_on, given.cover_row
