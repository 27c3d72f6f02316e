-- The sentence that a status or a question says, by claim type.
--
-- grain:   code, claim_type
-- inputs:  none
-- params:  code, claim_type, text
-- outputs: code, claim_type, text
select
    unnest(cast($code as varchar[])) as code,
    unnest(cast($claim_type as varchar[])) as claim_type,
    unnest(cast($text as varchar[])) as text
