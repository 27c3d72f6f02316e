-- What gives each of the claims its value and its two days: the cost row, the cap, the rule by which cost
-- decides, the rule of the window, the days of grace.
--
-- cost_* are those of the cost book, capped where the marketplace pays at most cap_amount a unit. rule_first is the
-- first day by the rule alone, settle_first the first day after the days that Amazon is given to pay by itself, not_before
-- a day that it waits for besides.
-- delay_* say after how many days Amazon paid claims of this type and region by itself; empty where none was.
-- rule_from is empty where nobody knows since when the rule holds.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, loss_standing, loss_price, cost, value_cap, cost_rule, window_rule, claim_type_rule,
--          download, payment_delay
-- params:  as_of, claim_ids
-- outputs: claim_id, status_code, cost_sku, cost_effective_from, cost_approved_on, cost_amount, cost_currency,
--          cost_file_name, cost_line, cap_amount, cap_currency, is_capped, is_sale_capped,
--          is_cap_verified, cap_source, cost_rule_from, is_cost_rule_verified, cost_rule_taken_from, cost_rule_source, rule_source,
--          rule_confidence, rule_from, taken_over_from, opens_days, settle_days, closes_days, closes_months,
--          rule_first, settle_first, not_before, is_settled_in_window,
--          delay_payments, delay_median, delay_most
select
    claim.claim_id,
    claim.status_code,
    coalesce(loss_price.cost_sku, '') as cost_sku,
    loss_price.cost_effective_from,
    loss_price.cost_approved_on,
    cost.unit_cost as cost_amount,
    coalesce(cost.currency, '') as cost_currency,
    coalesce(download.file_name, '') as cost_file_name,
    cost.line as cost_line,
    value_cap.amount as cap_amount,
    coalesce(value_cap.currency, '') as cap_currency,
    claim.value_basis = 'cost' and coalesce(value_cap.amount < loss_price.cost_price, false) as is_capped,
    -- the cap of a currency of its own is not compared here
    claim.value_basis = 'sale_price' and coalesce(value_cap.amount = claim.unit_value, false) as is_sale_capped,
    coalesce(value_cap.is_verified, false) as is_cap_verified,
    coalesce(value_cap.source, '') as cap_source,
    cost_rule.effective_from as cost_rule_from,
    coalesce(cost_rule.is_verified, false) as is_cost_rule_verified,
    coalesce(cost_rule.taken_over_from, '') as cost_rule_taken_from,
    coalesce(cost_rule.source, '') as cost_rule_source,
    coalesce(window_rule.source, '') as rule_source,
    coalesce(window_rule.confidence, '') as rule_confidence,
    case when window_rule.is_start_known then window_rule.effective_from end as rule_from,
    coalesce(loss_standing.taken_over_from, '') as taken_over_from,
    window_rule.opens_days,
    claim_type_rule.settle_days,
    window_rule.closes_days,
    window_rule.closes_months,
    open_loss.opens_from + cast(window_rule.opens_days as integer) as rule_first,
    open_loss.opens_from
    + cast(claim_type_rule.settle_days as integer)
    + case when claim_type_rule.is_settled_in_window then cast(window_rule.opens_days as integer) else 0 end as settle_first,
    open_loss.not_before,
    claim_type_rule.is_settled_in_window,
    cast(payment_delay.payment_count as integer) as delay_payments,
    cast(payment_delay.median_days as integer) as delay_median,
    cast(payment_delay.p95_days as integer) as delay_most
from claim
join open_loss on open_loss.loss_no = claim.loss_no
join loss_standing on loss_standing.loss_no = claim.loss_no
join claim_type_rule on claim_type_rule.claim_type = claim.claim_type
left join window_rule on window_rule.rule_id = loss_standing.rule_id
left join loss_price
    on loss_price.event_no = claim.loss_no
    and claim.value_basis in ('cost', 'underpayment')
left join cost on cost.sku = loss_price.cost_sku and cost.effective_from = loss_price.cost_effective_from
left join download on download.download_id = cost.download_id
left join value_cap
    on value_cap.region = claim.region
    and claim.value_basis in ('cost', 'underpayment', 'sale_price')
    and (value_cap.currency = claim.currency or claim.value_basis = 'underpayment')
    and value_cap.effective_from <= $as_of
    and coalesce(value_cap.effective_until, date '9999-12-31') > $as_of
left join cost_rule
    on cost_rule.region = claim.region
    and claim.value_basis in ('cost', 'underpayment')
    and cost_rule.effective_from <= $as_of
left join payment_delay on payment_delay.claim_type = claim.claim_type and payment_delay.region = claim.region
where claim.claim_id in (select unnest(cast($claim_ids as varchar[])))
order by claim.claim_id
