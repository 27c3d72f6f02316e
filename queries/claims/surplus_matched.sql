-- Units in question for a surplus, as `matched` books doubt: under the number of pass 4, which gets only the rest, and
-- with no cover, since the surplus belongs to other products.
--
-- grain:   loss_no
-- inputs:  surplus
-- params:  none
-- outputs: pass, loss_no, cover_no, units
select
    4 as pass,
    loss_no,
    cast(null as bigint) as cover_no,
    units
from surplus
