-- Units that pass 4 put in doubt, per loss, naming the first cover in doubt.
--
-- grain:   loss_no
-- inputs:  matched, cover, adjustment, payment
-- params:  none
-- outputs: loss_no, units, cover_text
with named as (
    select
        matched.loss_no,
        matched.units,
        row_number() over (partition by matched.loss_no order by matched.pass, matched.cover_no) as n,
        count(*) over (partition by matched.loss_no) as cover_count,
        case
            when cover.source = 'reimbursement' then concat(
                'reimbursement ', payment.reimbursement_id, ' of ', cast(payment.approved_on as varchar),
                ' (', payment.reason, ')'
            )
            else concat(
                'found unit ', adjustment.reference_id, ' of ', cast(adjustment.event_date as varchar),
                ' at ', adjustment.fulfillment_center
            )
        end as cover_text
    from matched
    join cover on cover.cover_no = matched.cover_no
    left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
    left join adjustment on cover.source = 'found' and adjustment.adjustment_no = cover.source_no
    where matched.pass >= 4
)
select
    loss_no,
    cast(sum(units) as integer) as units,
    concat(
        max(case when n = 1 then cover_text end),
        case when max(cover_count) > 1 then concat(' and ', cast(max(cover_count) - 1 as varchar), ' more') else '' end
    ) as cover_text
from named
group by loss_no
