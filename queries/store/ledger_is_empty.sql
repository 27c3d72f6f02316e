-- Whether the account has no ledger rows yet.
--
-- grain:   is_empty
-- inputs:  ledger_detail
-- params:  none
-- outputs: is_empty
select not exists (select 1 from ledger_detail) as is_empty
