-- Claim windows, one row a region, subject and period of filing dates.
--
-- grain:   rule_id
-- inputs:  none
-- params:  rule_id, region, subject, effective_from, is_start_known, effective_until, opens_days, closes_days, closes_months,
--          is_verified, taken_over_from, confidence, source
-- outputs: rule_id, region, subject, effective_from, is_start_known, effective_until, opens_days, closes_days, closes_months,
--          is_verified, taken_over_from, confidence, source
select
    unnest(cast($rule_id as varchar[])) as rule_id,
    unnest(cast($region as varchar[])) as region,
    unnest(cast($subject as varchar[])) as subject,
    unnest(cast($effective_from as date[])) as effective_from,
    unnest(cast($is_start_known as boolean[])) as is_start_known,
    unnest(cast($effective_until as date[])) as effective_until,
    unnest(cast($opens_days as integer[])) as opens_days,
    unnest(cast($closes_days as integer[])) as closes_days,
    unnest(cast($closes_months as integer[])) as closes_months,
    unnest(cast($is_verified as boolean[])) as is_verified,
    unnest(cast($taken_over_from as varchar[])) as taken_over_from,
    unnest(cast($confidence as varchar[])) as confidence,
    unnest(cast($source as varchar[])) as source
