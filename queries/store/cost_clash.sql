-- Rows of a costs sheet that an earlier row of it gives for the same SKU and day: the line, whether
-- it says the same, and the earlier line.
--
-- grain:   line
-- inputs:  staged_cost
-- params:  none
-- outputs: line, is_same, first_line, row_text
with numbered as (
    select
        *,
        first_value(line) over same_key as first_line,
        first_value(unit_cost) over same_key as first_cost,
        first_value(currency) over same_key as first_currency,
        first_value(approved_on) over same_key as first_approved_on,
        row_number() over same_key as place
    from staged_cost
    window same_key as (partition by sku, effective_from order by line)
)

select
    line,
    unit_cost = first_cost
    and currency = first_currency
    and approved_on is not distinct from first_approved_on as is_same,
    first_line,
    concat_ws(',', sku, unit_cost, currency, effective_from) as row_text
from numbered
where place > 1
order by line
