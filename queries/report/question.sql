-- The questions of the review rows, known by their code. The sentences of one question differ in the ids they
-- name; the one shown is that of the row that ends first, then the largest.
--
-- grain:   question_key, currency
-- inputs:  claim
-- params:  as_of
-- outputs: question_key, currency, minor_digits, sentence, sentence_count, example_claim_id, claim_count,
--          unit_count, unpriced_units, amount, first_deadline, days_left
with review as (
    select
        *,
        status_code as question_key,
        row_number() over (
            order by deadline nulls last, amount desc nulls last, claim_id
        ) as turn
    from claim
    where status = 'review'
)
select
    question_key,
    currency,
    max(minor_digits)::integer as minor_digits,
    arg_min(status_reason, turn) as sentence,
    count(distinct status_reason) as sentence_count,
    arg_min(claim_id, turn) as example_claim_id,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount,
    min(deadline) as first_deadline,
    (min(deadline) - $as_of::date)::integer as days_left
from review
group by question_key, currency
order by question_key, currency
