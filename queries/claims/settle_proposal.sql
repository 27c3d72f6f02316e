-- Settle days that this account's own payments propose, per setting: enough of them were seen in one region at least.
--
-- The setting holds for the whole account, so the slowest region decides, also one of which few payments are known. Where the
-- days count from the first day of the window, the wait for it is taken off in each region.
--
-- grain:   claim_type
-- inputs:  payment_delay, claim_type_rule, window_rule
-- params:  as_of, enough_payments
-- outputs: claim_type, setting, settle_days, proposed_days, payment_count
with waited as (
    select
        payment_delay.claim_type,
        payment_delay.ripe_count,
        payment_delay.ripe_p95_days - case
            when claim_type_rule.is_settled_in_window then coalesce(cast(window_rule.opens_days as integer), 0)
            else 0
        end as days
    from payment_delay
    join claim_type_rule on claim_type_rule.claim_type = payment_delay.claim_type
    left join window_rule
        on window_rule.region = payment_delay.region
        and window_rule.subject = claim_type_rule.subject
        and window_rule.effective_from <= $as_of
        and coalesce(window_rule.effective_until, date '9999-12-31') > $as_of
    where payment_delay.ripe_count > 0
)
select
    claim_type_rule.claim_type,
    claim_type_rule.settle_setting as setting,
    claim_type_rule.settle_days,
    greatest(max(waited.days), 0) as proposed_days,
    max(waited.ripe_count) as payment_count
from waited
join claim_type_rule on claim_type_rule.claim_type = waited.claim_type
where claim_type_rule.settle_setting <> ''
group by claim_type_rule.claim_type, claim_type_rule.settle_setting, claim_type_rule.settle_days
having max(waited.ripe_count) >= $enough_payments
