-- Days that no download of a report covers, from the first day there is to the last, for reports whose days matter; and days
-- on which the ledger's detail has no row although its summary shows units moving.
--
-- grain:   none
-- inputs:  report_need, coverage, ledger_gap
-- params:  none
-- outputs: report, first_day, last_day
with dated as (
    select distinct report
    from report_need
    where fresh_days is not null
),
edge as (
    select
        dated.report,
        coverage.first_day,
        coverage.last_day,
        lag(coverage.last_day) over (partition by dated.report order by coverage.first_day) as earlier,
        lead(coverage.first_day) over (partition by dated.report order by coverage.first_day) as later
    from dated
    left join coverage on coverage.kind = dated.report
)
select report, coalesce(earlier + 1, date '0001-01-01') as first_day, coalesce(first_day - 1, date '9999-12-31') as last_day
from edge
union all
select report, last_day + 1 as first_day, date '9999-12-31' as last_day
from edge
where later is null and last_day is not null
union all
select 'ledger_detail' as report, first_day, last_day
from ledger_gap
where state = 'empty'
