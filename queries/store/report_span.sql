-- From which day to which the staged rows of a file go.
--
-- grain:   first_day
-- inputs:  report_staged
-- params:  days
-- outputs: first_day, last_day
select
    min(least(*columns(lambda name: list_contains($days, name)))) as first_day,
    max(greatest(*columns(lambda name: list_contains($days, name)))) as last_day
from report_staged
