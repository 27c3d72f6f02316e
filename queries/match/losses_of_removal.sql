-- Removed units that are missing, by FNSKU.
--
-- grain:   loss_no
-- inputs:  loss
-- params:  none
-- outputs: pool, loss_no, is_timed
select
    pool,
    loss_no,
    true as is_timed
from loss
where source = 'removal'
