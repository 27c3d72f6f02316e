-- Rows of an exchange rate sheet that an earlier row of it gives for the same day and pair: the
-- line, whether it says the same, and the earlier line.
--
-- grain:   line
-- inputs:  staged_fx_rate
-- params:  none
-- outputs: line, is_same, first_line, row_text
with numbered as (
    select
        *,
        first_value(line) over same_key as first_line,
        first_value(rate) over same_key as first_rate,
        row_number() over same_key as place
    from staged_fx_rate
    window same_key as (partition by rate_on, base, quote order by line)
)

select
    line,
    rate = first_rate as is_same,
    first_line,
    concat_ws(',', rate_on, base, quote, rate) as row_text
from numbered
where place > 1
order by line
