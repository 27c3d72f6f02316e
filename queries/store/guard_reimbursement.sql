-- How many FNSKUs a staged Reimbursements file has, how many of them the account never had, and how many it knows.
--
-- grain:   incoming_count
-- inputs:  staged_reimbursement, ledger_detail, reimbursement
-- params:  download
-- outputs: incoming_count, stranger_count, known_count
with incoming as (
    select distinct fnsku
    from staged_reimbursement
    where fnsku <> ''
        and download_id = $download
),

known as (
    select fnsku
    from ledger_detail
    where fnsku <> ''
        and download_id <> $download
    union
    select fnsku
    from reimbursement
    where fnsku <> ''
        and download_id <> $download
)

select
    (select count(*) from incoming) as incoming_count,
    (select count(*) from (select fnsku from incoming except select fnsku from known))
        as stranger_count,
    (select count(*) from known) as known_count
