-- Payments below cost as losses; review also where a unit covered a loss that is itself review for its code or
-- disposition.
--
-- grain:   source_no, part
-- inputs:  short_payment, matched, numbered_loss, cover
-- params:  none
-- outputs: claim_type, source, source_no, part, pass, pool, event_date, reference_id, sku, occurrence, units, question,
--          unit_value
with covered_doubtful as (
    select distinct cover.source_no as root_no
    from matched
    join numbered_loss as loss on loss.loss_no = matched.loss_no
    join cover on cover.cover_no = matched.cover_no
    where cover.source = 'reimbursement' and loss.question in ('disposition_unsellable', 'damage_code')
)
select
    'reimbursement_underpaid' as claim_type,
    'payment' as source,
    short_payment.root_no as source_no,
    'rest' as part,
    9 as pass,
    '' as pool,
    short_payment.approved_on as event_date,
    short_payment.reimbursement_id as reference_id,
    short_payment.sku,
    1 as occurrence,
    short_payment.units,
    case
        when short_payment.first_question <> '' then short_payment.first_question
        when covered_doubtful.root_no is not null then 'covered_doubtful_loss'
        else short_payment.last_question
    end as question,
    short_payment.unit_value
from short_payment
left join covered_doubtful on covered_doubtful.root_no = short_payment.root_no
