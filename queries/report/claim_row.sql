-- The claims in the order in which a person should look at them: what ends soonest first, then the largest.
-- Within an urgency the largest of each currency come first, so that no sums of different money are compared.
-- Urgency: 0, 1, 2 = a claim or question that ends within 3, 7, 14 days; 3 claimable; 4 review; 5 waiting;
-- 6 filed; 7 expired; 8 dismissed, of which a person says of some that they are filed (reported). The question of a review row is known by its code and by what is in doubt.
--
-- grain:   claim_id
-- inputs:  claim, matched, cover, decision, open_loss
-- params:  as_of, row_limit
-- outputs: urgency, largest_rank, question_key, claim_id, account, marketplace, region, claim_type, status,
--          status_reason, reference_id, event_date, product, sku, fnsku, asin, title, fulfillment_center, reason_code,
--          quantity_lost, quantity_covered, quantity_open, currency, minor_digits, unit_value, value_basis,
--          amount, cost_price, window_opens, deadline, days_left, case_id, rule_id, is_rule_verified
with urgent as (
    -- Only the columns that decide the order: the texts of hundreds of thousands of claims are not sorted along.
    select
        claim_id,
        currency,
        amount,
        deadline,
        case
            when status in ('claimable', 'review') and deadline <= $as_of::date + 3 then 0
            when status in ('claimable', 'review') and deadline <= $as_of::date + 7 then 1
            when status in ('claimable', 'review') and deadline <= $as_of::date + 14 then 2
            when status = 'claimable' then 3
            when status = 'review' then 4
            when status = 'waiting' then 5
            when status = 'filed' then 6
            when status = 'expired' then 7
            else 8
        end as urgency
    from claim
),
ranked as (
    select
        claim_id,
        currency,
        urgency,
        row_number() over (
            partition by urgency, currency
            order by amount desc nulls last, deadline nulls last, claim_id
        ) as largest_rank
    from urgent
),
first_ones as (
    select
        claim_id,
        urgency,
        largest_rank
    from ranked
    order by urgency, largest_rank, currency, claim_id
    limit $row_limit
),
doubtful as (
    select
        matched.loss_no,
        string_agg(distinct cover.source, ' ' order by cover.source) as sources
    from matched
    join cover on cover.cover_no = matched.cover_no
    where matched.pass >= 4
    group by matched.loss_no
)
select
    first_ones.urgency,
    first_ones.largest_rank,
    case
        when claim.status = 'review'
            then concat_ws(' ', claim.status_code, case when claim.status_code = 'cover_in_doubt' then doubtful.sources end)
    end as question_key,
    claim.claim_id,
    claim.account,
    claim.marketplace,
    claim.region,
    claim.claim_type,
    case when decision.is_reported then 'reported' else claim.status end as status,
    claim.status_reason,
    claim.reference_id,
    claim.event_date,
    coalesce(open_loss.product, '') as product,
    claim.sku,
    claim.fnsku,
    claim.asin,
    claim.title,
    claim.fulfillment_center,
    claim.reason_code,
    claim.quantity_lost,
    claim.quantity_covered,
    claim.quantity_open,
    claim.currency,
    claim.minor_digits,
    claim.unit_value,
    claim.value_basis,
    claim.amount,
    claim.cost_price,
    claim.window_opens,
    claim.deadline,
    (claim.deadline - $as_of::date)::integer as days_left,
    claim.case_id,
    claim.rule_id,
    claim.is_rule_verified
from first_ones
inner join claim
    on first_ones.claim_id = claim.claim_id
left join open_loss on open_loss.loss_no = claim.loss_no
left join doubtful on doubtful.loss_no = claim.loss_no
left join decision on decision.part_claim_id = claim.claim_id and claim.status = 'dismissed'
order by first_ones.urgency, first_ones.largest_rank, claim.currency, claim.claim_id
