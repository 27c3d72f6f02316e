-- The outcome of every unit that would have been claimed, as a person reads it, with file and line of the row of the loss
-- and of the row that made it good.
--
-- grain:   claim_id, place
-- inputs:  outcome, claimed, account_setting, download
-- params:  none
-- outputs: account, claim_id, place, is_settled_since, claim_type, reference_id, event_date, sku, fnsku, units_claimed,
--          outcome, is_in_case, units, now_status, now_question, currency, minor_digits, unit_value, amount, covered_on,
--          cover_id, case_id, paid_currency, paid_amount, cover_file, cover_line, loss_file, loss_line
select
    account_setting.account,
    claimed.claim_id,
    outcome.place,
    claimed.is_settled_since,
    claimed.claim_type,
    claimed.reference_id,
    claimed.event_date,
    claimed.sku,
    claimed.fnsku,
    claimed.units as units_claimed,
    outcome.outcome,
    outcome.is_in_case,
    outcome.units,
    outcome.now_status,
    outcome.now_question,
    claimed.currency,
    claimed.minor_digits,
    claimed.unit_value,
    cast(claimed.unit_value * outcome.units as decimal(18, 4)) as amount,
    outcome.covered_on,
    outcome.cover_id,
    outcome.case_id,
    outcome.paid_currency,
    outcome.paid_amount,
    coalesce(cover_download.file_name, '') as cover_file,
    outcome.line as cover_line,
    coalesce(loss_download.file_name, '') as loss_file,
    claimed.line as loss_line
from outcome
join claimed on claimed.loss_key = outcome.loss_key
cross join account_setting
left join download as cover_download on cover_download.download_id = outcome.download_id
left join download as loss_download on loss_download.download_id = claimed.download_id
order by
    claimed.is_settled_since, claimed.claim_type, claimed.event_date, claimed.reference_id, claimed.claim_id, outcome.place
