-- Removed units that are missing, by their removal order and FNSKU: an exact key, blind to time.
--
-- grain:   loss_no
-- inputs:  loss, removal_box
-- params:  none
-- outputs: pool, loss_no, is_timed
select
    concat('removal|', removal_box.order_id, '|', removal_box.product) as pool,
    loss.loss_no,
    false as is_timed
from loss
join removal_box on removal_box.box_no = loss.source_no
where loss.source = 'removal'
