-- The units of each changed event that are open no longer, by what closed them: payments, found and returned units that came since
-- the earlier run, then cover that was known already and stood elsewhere; the rest is gone without proof.
--
-- A payment that names a case, or of an event that was filed, did not come by itself. Money is that of the new payments
-- for the units they closed, unknown where they are of several currencies.
--
-- grain:   event_key
-- inputs:  event_then_now, event_cover
-- params:  none
-- outputs: event_key, paid_units, paid_money, paid_currency, case_units, case_money, case_currency, found_units,
--          moved_units, gone_units
with closed as (
    select
        event_key,
        claim_type,
        then_units - now_units as units,
        strpos(then_states, 'filed:') > 0 as was_filed
    from event_then_now
    where then_units > now_units
),
told as (
    select
        event_cover.event_key,
        case
            when not event_cover.is_new then 'known'
            when event_cover.kind <> 'payment' then 'found'
            when event_cover.case_id <> '' or closed.was_filed then 'case'
            else 'paid'
        end as origin,
        event_cover.units,
        event_cover.currency,
        cast(event_cover.amount * 10000 as bigint) as money
    from event_cover
    join closed on closed.event_key = event_cover.event_key
),
cover_total as (
    select
        event_key,
        cast(sum(case when origin = 'paid' then units else 0 end) as bigint) as paid,
        cast(sum(case when origin = 'case' then units else 0 end) as bigint) as in_case,
        cast(sum(case when origin = 'found' then units else 0 end) as bigint) as found,
        cast(sum(case when origin = 'known' then units else 0 end) as bigint) as known,
        max(case when origin = 'paid' then currency end) as paid_currency,
        max(case when origin = 'case' then currency end) as case_currency,
        case
            when count(distinct case when origin = 'paid' then currency end) = 1
                then cast(sum(case when origin = 'paid' then money end) as bigint)
        end as paid_money,
        case
            when count(distinct case when origin = 'case' then currency end) = 1
                then cast(sum(case when origin = 'case' then money end) as bigint)
        end as case_money
    from told
    group by event_key
),
first_step as (
    select
        closed.event_key,
        closed.claim_type,
        closed.units,
        least(closed.units, coalesce(cover_total.paid, 0)) as paid_units,
        coalesce(cover_total.paid, 0) as paid,
        coalesce(cover_total.in_case, 0) as in_case,
        coalesce(cover_total.found, 0) as found,
        -- a line that tops up a payment and was known already has closed nothing since
        case when closed.claim_type = 'reimbursement_underpaid' then 0 else coalesce(cover_total.known, 0) end as known,
        cover_total.paid_money,
        cover_total.case_money,
        coalesce(cover_total.paid_currency, '') as paid_currency,
        coalesce(cover_total.case_currency, '') as case_currency
    from closed
    left join cover_total on cover_total.event_key = closed.event_key
),
second_step as (
    select *, least(units - paid_units, in_case) as case_units
    from first_step
),
third_step as (
    select *, least(units - paid_units - case_units, found) as found_units
    from second_step
),
last_step as (
    select *, least(units - paid_units - case_units - found_units, known) as moved_units
    from third_step
)
select
    event_key,
    cast(paid_units as integer) as paid_units,
    -- several lines may top up the same units: their money counts in full
    case
        when claim_type = 'reimbursement_underpaid' then cast(paid_money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
        when paid > 0 then cast((paid_money * paid_units // paid) * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
    end as paid_money,
    paid_currency,
    cast(case_units as integer) as case_units,
    case
        when claim_type = 'reimbursement_underpaid' then cast(case_money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
        when in_case > 0 then cast((case_money * case_units // in_case) * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
    end as case_money,
    case_currency,
    cast(found_units as integer) as found_units,
    cast(moved_units as integer) as moved_units,
    cast(units - paid_units - case_units - found_units - moved_units as integer) as gone_units
from last_step
