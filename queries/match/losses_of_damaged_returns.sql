-- Units that came back damaged, by their order and SKU: an exact key, blind to time.
--
-- grain:   loss_no
-- inputs:  loss
-- params:  none
-- outputs: pool, loss_no, is_timed
select
    pool,
    loss_no,
    false as is_timed
from loss
where source = 'return'
