-- The value of a unit of losses that carry it themselves (underpayments, amounts taken back above the payment).
--
-- grain:   loss_no
-- inputs:  late_numbered, late_loss_row
-- params:  none
-- outputs: loss_no, unit_value
select late_numbered.loss_no, late_loss_row.unit_value
from late_numbered
join late_loss_row
    on late_loss_row.claim_type = late_numbered.claim_type
    and late_loss_row.source_no = late_numbered.source_no
    and late_loss_row.part = late_numbered.part
