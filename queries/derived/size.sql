-- How many threads DuckDB may use, and how many ledger rows the account has.
--
-- grain:   thread_count
-- inputs:  ledger_detail
-- params:  none
-- outputs: thread_count, row_count
select
    cast(current_setting('threads') as integer) as thread_count,
    count(*) as row_count
from ledger_detail
