-- The window rule and the settle days of a claim type.
--
-- grain:   claim_type
-- inputs:  none
-- params:  claim_type, prefix, subject, settle_days
-- outputs: claim_type, prefix, subject, settle_days
select
    unnest(cast($claim_type as varchar[])) as claim_type,
    unnest(cast($prefix as varchar[])) as prefix,
    unnest(cast($subject as varchar[])) as subject,
    unnest(cast($settle_days as integer[])) as settle_days
