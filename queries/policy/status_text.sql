-- The sentence that a status or a question says.
--
-- grain:   code
-- inputs:  none
-- params:  code, text
-- outputs: code, text
select
    unnest(cast($code as varchar[])) as code,
    unnest(cast($text as varchar[])) as text
