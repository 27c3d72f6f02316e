-- Losses that take part in a pass from 0 to 3, each in its own pool; only reversals (pass 3) are blind to time.
--
-- grain:   loss_no
-- inputs:  loss
-- params:  pass
-- outputs: pool, loss_no, is_timed
select
    pool,
    loss_no,
    pass <> 3 as is_timed
from loss
where pass = $pass
