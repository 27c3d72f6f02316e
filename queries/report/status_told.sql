-- What the sentence of a claim's status is made of: the text of its code, and everything that fills its placeholders;
-- so a page can say the same in another language. `sentence` is the one that the claim bears, in English.
--
-- product is the FNSKU, or the SKU where there is none. cover_*: the first cover in doubt, and how many more there are.
--
-- grain:   claim_id
-- inputs:  claim, status_text, loss_standing, matched, cover, payment, adjustment, surplus, decision
-- params:  claim_ids
-- outputs: claim_id, sentence, text, deadline, window_opens, case_id, product, reference_id, event_date, region,
--          is_window_doubtful, taken_over_from, cover_source, cover_id, cover_day, cover_detail, cover_more,
--          reason, is_reported
with wanted as (
    select
        *,
        case when status = 'review' then status_code else status end as code
    from claim
    where claim_id in (select unnest(cast($claim_ids as varchar[])))
),
doubtful as (
    select
        matched.loss_no,
        cover.source,
        coalesce(payment.reimbursement_id, adjustment.reference_id) as cover_id,
        coalesce(payment.approved_on, adjustment.event_date) as cover_day,
        coalesce(payment.reason, adjustment.fulfillment_center) as cover_detail,
        row_number() over (partition by matched.loss_no order by matched.pass, matched.cover_no) as n,
        count(*) over (partition by matched.loss_no) - 1 as cover_more
    from matched
    join cover on cover.cover_no = matched.cover_no
    left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
    left join adjustment on cover.source = 'found' and adjustment.adjustment_no = cover.source_no
    where matched.pass >= 4
        and matched.loss_no in (select loss_no from wanted where code = 'cover_in_doubt')
)
select
    wanted.claim_id,
    wanted.status_reason as sentence,
    coalesce(status_text.text, '') as text,
    wanted.deadline,
    wanted.window_opens,
    coalesce(wanted.case_id, '') as case_id,
    case when wanted.fnsku = '' then wanted.sku else wanted.fnsku end as product,
    wanted.reference_id,
    wanted.event_date,
    wanted.region,
    coalesce(wanted.rule_id <> '' and not wanted.is_rule_verified, false) as is_window_doubtful,
    coalesce(loss_standing.taken_over_from, '') as taken_over_from,
    coalesce(doubtful.source, case when surplus.loss_no is not null then 'surplus' end, '') as cover_source,
    coalesce(doubtful.cover_id, surplus.other_product, '') as cover_id,
    doubtful.cover_day,
    coalesce(doubtful.cover_detail, cast(surplus.other_units as varchar), '') as cover_detail,
    coalesce(doubtful.cover_more, surplus.other_more, 0) as cover_more,
    coalesce(decision.reason, '') as reason,
    coalesce(decision.is_reported, false) as is_reported
from wanted
left join status_text on status_text.claim_type = wanted.claim_type and status_text.code = wanted.code
left join loss_standing on loss_standing.loss_no = wanted.loss_no
left join doubtful on doubtful.loss_no = wanted.loss_no and doubtful.n = 1
left join surplus on surplus.loss_no = wanted.loss_no and wanted.code = 'surplus_of_others'
left join decision on decision.part_claim_id = wanted.claim_id and wanted.status = 'dismissed'
order by wanted.claim_id
