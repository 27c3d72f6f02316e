-- The questions of the review rows, known by their code and by what is in doubt: whether a payment belongs to a loss
-- is another question than whether a found unit does. The sentences of one question differ in the ids they name; the
-- one shown is that of the row that ends first, then the largest. claim_ids: the first so many, in that order.
--
-- grain:   question_key, currency
-- inputs:  claim, matched, cover
-- params:  as_of, row_limit
-- outputs: question_key, currency, minor_digits, sentence, sentence_count, example_claim_id, claim_ids, claim_count,
--          unit_count, unpriced_units, amount, first_deadline, days_left
with doubtful as (
    select
        matched.loss_no,
        string_agg(distinct cover.source, ' ' order by cover.source) as sources
    from matched
    join cover on cover.cover_no = matched.cover_no
    where matched.pass >= 4
    group by matched.loss_no
),
review as (
    select
        claim.*,
        concat_ws(' ', claim.status_code, case when claim.status_code = 'cover_in_doubt' then doubtful.sources end) as question_key,
        row_number() over (
            order by claim.deadline nulls last, claim.amount desc nulls last, claim.claim_id
        ) as turn
    from claim
    left join doubtful on doubtful.loss_no = claim.loss_no
    where claim.status = 'review'
)
select
    question_key,
    currency,
    max(minor_digits)::integer as minor_digits,
    arg_min(status_reason, turn) as sentence,
    count(distinct status_reason) as sentence_count,
    arg_min(claim_id, turn) as example_claim_id,
    list(claim_id order by turn)[1:$row_limit::integer] as claim_ids,
    count(*) as claim_count,
    sum(quantity_open)::bigint as unit_count,
    coalesce(sum(quantity_open) filter (where amount is null), 0)::bigint as unpriced_units,
    coalesce(sum(amount), 0)::decimal(38, 4) as amount,
    min(deadline) as first_deadline,
    (min(deadline) - $as_of::date)::integer as days_left
from review
group by question_key, currency
order by question_key, currency
