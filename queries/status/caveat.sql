-- What a reader of the claims must know of the data they rest on: days that no download covers, reports that end early,
-- a replay of a day before the data's end, payment rows that could not be read, and rows by which the
-- ledger's summary contradicts itself.
--
-- grain:   what, report, first_day
-- inputs:  coverage, records, rejected_row, download, summary_fault
-- params:  as_of
-- outputs: what, report, first_day, last_day, row_count
with span as (
    select
        coverage.kind,
        coverage.first_day,
        coverage.last_day,
        lead(coverage.first_day) over (partition by coverage.kind order by coverage.first_day) as next_first_day
    from coverage
    where coverage.kind in ('ledger_detail', 'reimbursements')
),
ending as (
    select kind, max(last_day) as last_day
    from span
    group by kind
)
select
    'hole' as what,
    span.kind as report,
    span.last_day + 1 as first_day,
    span.next_first_day - 1 as last_day,
    cast(null as integer) as row_count
from span
cross join records
where span.next_first_day is not null
    and span.next_first_day > records.records_begin
    and span.last_day < $as_of
union all
select 'stale' as what, kind as report, last_day as first_day, last_day, cast(null as integer) as row_count
from ending
where last_day + 7 < $as_of
union all
select 'replay' as what, kind as report, last_day as first_day, last_day, cast(null as integer) as row_count
from ending
where last_day > $as_of
union all
select
    'rejected' as what,
    download.kind as report,
    cast(null as date) as first_day,
    cast(null as date) as last_day,
    cast(count(*) as integer) as row_count
from rejected_row
join download on download.download_id = rejected_row.download_id
where download.kind in ('ledger_detail', 'reimbursements')
group by download.kind
union all
select
    'summary_fault' as what,
    'ledger_summary' as report,
    min(first_day) as first_day,
    max(last_day) as last_day,
    cast(count(*) as integer) as row_count
from summary_fault
having count(*) > 0
order by what, report, first_day
