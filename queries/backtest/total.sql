-- Sums of the outcomes by claim type and currency.
--
-- grain:   is_settled_since, claim_type, currency, outcome, is_in_case, now_status
-- inputs:  outcome, claimed
-- params:  none
-- outputs: is_settled_since, claim_type, currency, minor_digits, outcome, is_in_case, now_status, claim_count, units,
--          unpriced_units, amount
select
    claimed.is_settled_since,
    claimed.claim_type,
    claimed.currency,
    max(claimed.minor_digits) as minor_digits,
    outcome.outcome,
    outcome.is_in_case,
    outcome.now_status,
    cast(count(distinct claimed.loss_key) as integer) as claim_count,
    cast(sum(outcome.units) as integer) as units,
    cast(sum(case when claimed.unit_value is null then outcome.units else 0 end) as integer) as unpriced_units,
    cast(coalesce(sum(claimed.unit_value * outcome.units), 0) as decimal(18, 4)) as amount
from outcome
join claimed on claimed.loss_key = outcome.loss_key
group by
    claimed.is_settled_since, claimed.claim_type, claimed.currency, outcome.outcome, outcome.is_in_case,
    outcome.now_status
order by
    claimed.is_settled_since, claimed.claim_type, claimed.currency, outcome.outcome, outcome.is_in_case,
    outcome.now_status
