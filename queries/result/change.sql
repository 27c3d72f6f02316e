-- What changed since the earlier run: one row per loss event and kind of change, with the units it concerns and their
-- money, so that units and money of all rows together lead from what was open then to what is open now.
--
-- kind: new, late (new, but expired already), paid, paid_in_case, found, moved, gone (closed units); claimable, review,
-- waiting, expired, filed, dismissed (units that came into this status from another); more (units opened up: where
-- several statuses gained some, those in review first); value (the unit is worth something else); last_day. amount is
-- the money paid, for value the difference, else what the units are worth; unpriced_units are those without a value.
--
-- grain:   event_key, kind
-- inputs:  event_then_now, event_closed, event_gone, changed_status, earlier_run, currency
-- params:  none
-- outputs: event_key, kind, position, units, unpriced_units, amount, currency, minor_digits, claim_type, reference_id,
--          event_date, sku, fnsku, then_units, now_units, then_states, now_states, claim_id, is_open, then_unit_value,
--          now_unit_value, then_cost, now_cost, then_deadline, now_deadline, then_opens, now_opens, then_code,
--          now_code, is_row_new, why
with gained as (
    select
        changed_status.event_key,
        changed_status.status,
        changed_status.now_units - changed_status.then_units as units,
        changed_status.now_claim_id,
        changed_status.now_code,
        max(case when changed_status.then_units > changed_status.now_units then changed_status.then_code end) over event
            as then_code,
        greatest(sum(changed_status.now_units - changed_status.then_units) over event, 0) as more_units,
        coalesce(
            sum(greatest(changed_status.now_units - changed_status.then_units, 0)) over (
                partition by changed_status.event_key
                order by case changed_status.status when 'review' then 0 else 1 end, changed_status.status
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as units_before
    from changed_status
    window event as (partition by changed_status.event_key)
),
-- of what a status gained: what no other status of the event lost
parted as (
    select
        *,
        least(units, greatest(more_units - units_before, 0)) as opened_units
    from gained
    where units > 0
),
gain as (
    select event_key, status, opened_units as units, true as is_opened, now_claim_id, then_code, now_code
    from parted
    where opened_units > 0
    union all
    select event_key, status, units - opened_units, false, now_claim_id, then_code, now_code
    from parted
    where units > opened_units
),
step as (
    select
        gain.event_key,
        case
            when event_then_now.then_units = 0 and gain.status = 'expired' then 'late'
            when event_then_now.then_units = 0 then 'new'
            when gain.is_opened then 'more'
            else gain.status
        end as kind,
        gain.units,
        event_then_now.now_unit_value * gain.units as amount,
        event_then_now.now_unit_value is null as is_unpriced,
        event_then_now.currency,
        gain.now_claim_id as claim_id,
        coalesce(gain.then_code, '') as then_code,
        gain.now_code
    from gain
    join event_then_now on event_then_now.event_key = gain.event_key
    union all
    select event_key, 'paid', paid_units, paid_money, paid_money is null, paid_currency, '', '', ''
    from event_closed
    where paid_units > 0
    union all
    select event_key, 'paid_in_case', case_units, case_money, case_money is null, case_currency, '', '', ''
    from event_closed
    where case_units > 0
    union all
    select
        event_closed.event_key,
        'found',
        event_closed.found_units,
        event_then_now.then_unit_value * event_closed.found_units,
        event_then_now.then_unit_value is null,
        event_then_now.currency,
        '',
        '',
        ''
    from event_closed
    join event_then_now on event_then_now.event_key = event_closed.event_key
    where event_closed.found_units > 0
    union all
    select
        event_closed.event_key,
        'moved',
        event_closed.moved_units,
        event_then_now.then_unit_value * event_closed.moved_units,
        event_then_now.then_unit_value is null,
        event_then_now.currency,
        '',
        '',
        ''
    from event_closed
    join event_then_now on event_then_now.event_key = event_closed.event_key
    where event_closed.moved_units > 0
    union all
    select
        event_closed.event_key,
        'gone',
        event_closed.gone_units,
        event_then_now.then_unit_value * event_closed.gone_units,
        event_then_now.then_unit_value is null,
        event_then_now.currency,
        '',
        '',
        ''
    from event_closed
    join event_then_now on event_then_now.event_key = event_closed.event_key
    where event_closed.gone_units > 0
    union all
    select
        event_key,
        'value',
        least(then_units, now_units),
        (coalesce(now_unit_value, 0) - coalesce(then_unit_value, 0)) * least(then_units, now_units),
        false,
        currency,
        '',
        '',
        ''
    from event_then_now
    where then_units > 0 and now_units > 0 and then_unit_value is distinct from now_unit_value
    union all
    select event_key, 'last_day', now_units, now_unit_value * now_units, now_unit_value is null, currency, '', '', ''
    from event_then_now
    where then_units > 0 and now_units > 0 and then_deadline is distinct from now_deadline
),
-- several statuses of a new event are one new claim to a reader
merged as (
    select
        event_key,
        kind,
        cast(sum(units) as integer) as units,
        cast(sum(case when is_unpriced then units else 0 end) as integer) as unpriced_units,
        cast(sum(amount) as decimal(18, 4)) as amount,
        max(currency) as currency,
        max(claim_id) as claim_id,
        max(then_code) as then_code,
        case when min(now_code) = max(now_code) then max(now_code) else '' end as now_code
    from step
    group by event_key, kind
)
select
    merged.event_key,
    merged.kind,
    list_position(
        [
            'new', 'paid', 'paid_in_case', 'claimable', 'review', 'expired', 'late', 'found', 'moved', 'more', 'waiting',
            'filed', 'dismissed', 'value', 'last_day', 'gone'
        ],
        merged.kind
    ) as position,
    merged.units,
    merged.unpriced_units,
    merged.amount,
    merged.currency,
    coalesce(currency.minor_digits, event_then_now.minor_digits) as minor_digits,
    event_then_now.claim_type,
    event_then_now.reference_id,
    event_then_now.event_date,
    event_then_now.sku,
    event_then_now.fnsku,
    event_then_now.then_units,
    event_then_now.now_units,
    event_then_now.then_states,
    event_then_now.now_states,
    coalesce(nullif(merged.claim_id, ''), nullif(event_then_now.now_claim_id, ''), event_then_now.then_claim_id)
        as claim_id,
    event_then_now.now_units > 0 as is_open,
    event_then_now.then_unit_value,
    event_then_now.now_unit_value,
    event_then_now.then_cost,
    event_then_now.now_cost,
    event_then_now.then_deadline,
    event_then_now.now_deadline,
    event_then_now.then_opens,
    event_then_now.now_opens,
    merged.then_code,
    merged.now_code,
    event_then_now.download_id > earlier_run.last_download
    or coalesce(event_then_now.event_date > earlier_run.as_of, false) as is_row_new,
    coalesce(event_gone.why, '') as why
from merged
join event_then_now on event_then_now.event_key = merged.event_key
left join currency on currency.currency = merged.currency
left join event_gone on event_gone.event_key = merged.event_key
cross join earlier_run
