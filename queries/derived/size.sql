-- How many threads DuckDB may use, and how many evidence rows the account has.
--
-- grain:   thread_count
-- inputs:  ledger_evidence
-- params:  none
-- outputs: thread_count, row_count
select
    cast(current_setting('threads') as integer) as thread_count,
    count(*) as row_count
from ledger_evidence
