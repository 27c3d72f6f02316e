-- The window rule and the settle days of a claim type, and the setting that holds them ('' for none).
--
-- grain:   claim_type
-- inputs:  none
-- params:  claim_type, prefix, subject, settle_setting, settle_days, is_settled_in_window
-- outputs: claim_type, prefix, subject, settle_setting, settle_days, is_settled_in_window
select
    unnest(cast($claim_type as varchar[])) as claim_type,
    unnest(cast($prefix as varchar[])) as prefix,
    unnest(cast($subject as varchar[])) as subject,
    unnest(cast($settle_setting as varchar[])) as settle_setting,
    unnest(cast($settle_days as integer[])) as settle_days,
    unnest(cast($is_settled_in_window as boolean[])) as is_settled_in_window
