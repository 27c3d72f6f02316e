-- Adds the costs that are not on file yet.
--
-- grain:   none
-- inputs:  cost, staged_cost
-- params:  none
-- outputs: none
insert into cost
select staged_cost.*
from staged_cost
anti join cost
    on staged_cost.sku = cost.sku
    and staged_cost.effective_from = cost.effective_from
order by staged_cost.line
