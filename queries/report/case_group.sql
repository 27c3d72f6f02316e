-- The cases to file first: claims that Amazon takes together and that reach the smallest value worth a case,
-- what ends within 3, 7, 14 days before the rest, the largest of each currency first.
--
-- grain:   region, claim_type, currency, group_id
-- inputs:  claim
-- params:  as_of, min_case_value, row_limit
-- outputs: urgency, largest_rank, account, region, claim_type, currency, minor_digits, group_id, sku, fnsku,
--          asin, title, first_claim_id, first_event_date, last_event_date, claim_count, unit_count, amount,
--          first_deadline, days_left, is_rule_verified
with case_group as (
    select
        account,
        region,
        claim_type,
        currency,
        case when claim_type like 'warehouse%' then fnsku else reference_id end as group_id,
        max(minor_digits)::integer as minor_digits,
        arg_min(sku, (event_date, claim_id)) as sku,
        arg_min(fnsku, (event_date, claim_id)) as fnsku,
        arg_min(asin, (event_date, claim_id)) as asin,
        arg_min(title, (event_date, claim_id)) as title,
        arg_min(claim_id, (event_date, claim_id)) as first_claim_id,
        min(event_date) as first_event_date,
        max(event_date) as last_event_date,
        count(*) as claim_count,
        sum(quantity_open)::bigint as unit_count,
        sum(amount)::decimal(38, 4) as amount,
        min(deadline) as first_deadline,
        bool_and(is_rule_verified) as is_rule_verified
    from claim
    where status = 'claimable' and amount is not null
    group by account, region, claim_type, currency, group_id
    having sum(amount) >= $min_case_value::decimal(18, 4)
),
urgent as (
    select
        *,
        (first_deadline - $as_of::date)::integer as days_left,
        case
            when first_deadline <= $as_of::date + 3 then 0
            when first_deadline <= $as_of::date + 7 then 1
            when first_deadline <= $as_of::date + 14 then 2
            else 3
        end as urgency
    from case_group
),
ranked as (
    select
        *,
        row_number() over (
            partition by urgency, currency
            order by amount desc, first_deadline nulls last, region, claim_type, group_id
        ) as largest_rank
    from urgent
)
select
    urgency,
    largest_rank,
    account,
    region,
    claim_type,
    currency,
    minor_digits,
    group_id,
    sku,
    fnsku,
    asin,
    title,
    first_claim_id,
    first_event_date,
    last_event_date,
    claim_count,
    unit_count,
    amount,
    first_deadline,
    days_left,
    is_rule_verified
from ranked
order by urgency, largest_rank, currency, region, claim_type, group_id
limit $row_limit
