-- Amazon's own unreconciled figure (the first position) and the parts it falls into (all others).
--
-- grain:   position
-- inputs:  bridge
-- params:  none
-- outputs: position, label, units
select
    bridge.position::integer as position,
    label,
    units
from bridge
order by bridge.position, label
