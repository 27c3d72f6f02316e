-- Reasons of payment lines that are understood, folded.
--
-- grain:   reason_key
-- inputs:  none
-- params:  reason_key
-- outputs: reason_key
select
    unnest(cast($reason_key as varchar[])) as reason_key
