-- The window and the status of every open loss, doubt of pass 4 not yet considered.
--
-- The rule is the one in force on the filing date, which is the as-of date. Day N is the event's day + N; the last day
-- counts; calendar months clamp to the month's end. Nothing opens before the settle days, since Amazon pays most by
-- itself: counted from the event, or from the window's first day where the window itself opens late.
--
-- grain:   loss_no
-- inputs:  open_loss, claim_type_rule, window_rule, records, decision
-- params:  as_of
-- outputs: loss_no, event_id, product, asin, part_claim_id, window_opens, deadline, rule_id, is_rule_verified, taken_over_from,
--          status, question, case_id
with ruled as (
    select
        open_loss.loss_no,
        open_loss.event_id,
        open_loss.product,
        open_loss.asin,
        open_loss.open_units,
        concat(
            claim_type_rule.prefix, '-', open_loss.event_id,
            case open_loss.part when 'reconciled' then '-r' when 'above_paid' then '-a' else '' end
        ) as part_claim_id,
        case
            when window_rule.rule_id is null then null
            else greatest(
                open_loss.opens_from + cast(window_rule.opens_days as integer),
                open_loss.opens_from
                + cast(claim_type_rule.settle_days as integer)
                + case when claim_type_rule.is_settled_in_window then cast(window_rule.opens_days as integer) else 0 end,
                coalesce(open_loss.not_before, open_loss.opens_from)
            )
        end as window_opens,
        case
            when window_rule.closes_days is not null then open_loss.closes_from + cast(window_rule.closes_days as integer)
            when window_rule.closes_months = 18 then cast(open_loss.closes_from + interval 18 month as date)
            when window_rule.closes_months = 9 then cast(open_loss.closes_from + interval 9 month as date)
            when window_rule.closes_months = 6 then cast(open_loss.closes_from + interval 6 month as date)
        end as deadline,
        coalesce(window_rule.rule_id, '') as rule_id,
        coalesce(window_rule.is_verified, false) as is_rule_verified,
        coalesce(window_rule.taken_over_from, '') as taken_over_from,
        case
            when not records.has_reimbursements then 'no_reimbursements'
            when open_loss.question <> '' then open_loss.question
            when window_rule.rule_id is null then 'no_rule'
            else ''
        end as question
    from open_loss
    join claim_type_rule on claim_type_rule.claim_type = open_loss.claim_type
    cross join records
    left join window_rule
        on window_rule.region = open_loss.region
        and window_rule.subject = claim_type_rule.subject
        and window_rule.effective_from <= $as_of
        and coalesce(window_rule.effective_until, date '9999-12-31') > $as_of
),
event_total as (
    -- asked only where something was dismissed
    select event_id, cast(sum(open_units) as integer) as open_units
    from open_loss
    where (select count(*) from decision where decision = 'dismissed') > 0
    group by event_id
)
select
    ruled.loss_no,
    ruled.event_id,
    ruled.product,
    ruled.asin,
    ruled.part_claim_id,
    ruled.window_opens,
    ruled.deadline,
    ruled.rule_id,
    ruled.is_rule_verified,
    ruled.taken_over_from,
    case
        when filed.case_id is not null then 'filed'
        when dismissed.open_units is not null then 'dismissed'
        when ruled.deadline < $as_of then 'expired'
        -- nobody knows yet whether the box is lost: no question before Amazon would take the claim
        when ruled.question = 'receipt_missing' and ruled.window_opens > $as_of then 'waiting'
        when ruled.question <> '' then 'review'
        when ruled.window_opens > $as_of then 'waiting'
        else 'claimable'
    end as status,
    ruled.question,
    coalesce(filed.case_id, '') as case_id
from ruled
left join event_total on event_total.event_id = ruled.event_id
left join decision as filed on filed.part_claim_id = ruled.part_claim_id and filed.decision = 'filed'
left join decision as dismissed
    on dismissed.part_claim_id = ruled.part_claim_id
    and dismissed.decision = 'dismissed'
    and dismissed.open_units >= event_total.open_units
