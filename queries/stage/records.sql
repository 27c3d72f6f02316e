-- When the records of the account begin: the later of the ledger's first covered day and 30 days before the
-- Reimbursements' first covered day. A payment is booked up to 30 days after a loss, so earlier losses cannot be judged.
--
-- grain:   none
-- inputs:  download, coverage
-- params:  none
-- outputs: has_ledger, has_reimbursements, ledger_first_day, ledger_last_day, reimbursements_first_day, records_begin
with present as (
    select
        count(case when kind = 'ledger_detail' then 1 end) > 0 as has_ledger,
        count(case when kind = 'reimbursements' then 1 end) > 0 as has_reimbursements
    from download
),
span as (
    select
        min(case when kind = 'ledger_detail' then first_day end) as ledger_first_day,
        max(case when kind = 'ledger_detail' then last_day end) as ledger_last_day,
        min(case when kind = 'reimbursements' then first_day end) as reimbursements_first_day
    from coverage
)
select
    present.has_ledger,
    present.has_reimbursements,
    span.ledger_first_day,
    span.ledger_last_day,
    span.reimbursements_first_day,
    coalesce(
        greatest(span.ledger_first_day, span.reimbursements_first_day - 30),
        date '0001-01-01'
    ) as records_begin
from present
cross join span
