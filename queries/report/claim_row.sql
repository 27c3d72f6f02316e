-- The claims in the order in which a person should look at them: what ends soonest first, then the largest.
-- Within an urgency the largest of each currency come first, so that no sums of different money are compared.
-- Urgency: 0, 1, 2 = a claim or question that ends within 3, 7, 14 days; 3 claimable; 4 review; 5 waiting;
-- 6 filed; 7 expired; 8 dismissed. The question of a review row is known by its code.
--
-- grain:   claim_id
-- inputs:  claim
-- params:  as_of, row_limit
-- outputs: urgency, largest_rank, question_key, claim_id, account, marketplace, region, claim_type, status,
--          status_reason, reference_id, event_date, sku, fnsku, asin, title, fulfillment_center, reason_code,
--          quantity_lost, quantity_covered, quantity_open, currency, minor_digits, unit_value, value_basis,
--          amount, cost_price, window_opens, deadline, days_left, case_id, rule_id, is_rule_verified
with dated as (
    select
        *,
        case when deadline is not null then (deadline - $as_of::date)::integer end as days_left,
        case when status = 'review' then status_code end as question_key
    from claim
),
urgent as (
    select
        *,
        case
            when status in ('claimable', 'review') and days_left <= 3 then 0
            when status in ('claimable', 'review') and days_left <= 7 then 1
            when status in ('claimable', 'review') and days_left <= 14 then 2
            when status = 'claimable' then 3
            when status = 'review' then 4
            when status = 'waiting' then 5
            when status = 'filed' then 6
            when status = 'expired' then 7
            else 8
        end as urgency
    from dated
),
ranked as (
    select
        *,
        row_number() over (
            partition by urgency, currency
            order by amount desc nulls last, deadline nulls last, claim_id
        ) as largest_rank
    from urgent
)
select
    urgency,
    largest_rank,
    question_key,
    claim_id,
    account,
    marketplace,
    region,
    claim_type,
    status,
    status_reason,
    reference_id,
    event_date,
    sku,
    fnsku,
    asin,
    title,
    fulfillment_center,
    reason_code,
    quantity_lost,
    quantity_covered,
    quantity_open,
    currency,
    minor_digits,
    unit_value,
    value_basis,
    amount,
    cost_price,
    window_opens,
    deadline,
    days_left,
    case_id,
    rule_id,
    is_rule_verified
from ranked
order by urgency, largest_rank, currency, claim_id
limit $row_limit
