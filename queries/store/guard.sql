-- How many FNSKUs a file on its way in has (the view guarded shows its rows), how many of them the account never had, and
-- how many it knows.
--
-- Of those it never had, `foreign_count` are known to `foreign_account`, the account that knows most of them.
--
-- grain:   incoming_count
-- inputs:  guarded, ledger_detail, reimbursement, other_fnsku
-- params:  download
-- outputs: incoming_count, stranger_count, known_count, foreign_count, foreign_account
with incoming as (
    select distinct fnsku
    from guarded
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
),

stranger as (
    select fnsku from incoming
    except
    select fnsku from known
),

abroad as (
    select
        other_fnsku.account,
        count(*) as fnsku_count
    from stranger
    inner join other_fnsku
        on stranger.fnsku = other_fnsku.fnsku
    group by other_fnsku.account
    order by fnsku_count desc, other_fnsku.account
    limit 1
)

select
    (select count(*) from incoming) as incoming_count,
    (select count(*) from stranger) as stranger_count,
    (select count(*) from known) as known_count,
    (select coalesce(max(fnsku_count), 0) from abroad) as foreign_count,
    (select max(account) from abroad) as foreign_account
