-- The late loss rows in the shape of the others.
--
-- grain:   loss_no
-- inputs:  late_numbered
-- params:  none
-- outputs: loss_no, claim_type, source, source_no, part, pass, pool, event_date, units, question
select loss_no, claim_type, source, source_no, part, pass, pool, event_date, units, question
from late_numbered
