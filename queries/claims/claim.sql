-- Claims as a person reads them: one row per loss event, kind and status; parts of one event with the same status
-- share a row, which bears the id of the unreconciled part.
--
-- grain:   claim_id
-- inputs:  claim_part, open_loss, loss_standing, loss_value, status_text, account_setting
-- params:  none
-- outputs: claim_id, account, marketplace, claim_type, status, status_reason, reference_id, event_date, sku, fnsku, asin,
--          title, fulfillment_center, reason_code, quantity_lost, quantity_covered, quantity_open, currency, unit_value,
--          value_basis, amount, cost_price, window_opens, deadline, case_id, event_id, part, region, rule_id,
--          is_rule_verified, minor_digits, status_code, has_shared_parts, loss_no
with shared as (
    select
        claim_part.loss_no,
        claim_part.claim_id,
        claim_part.status,
        claim_part.question,
        claim_part.cover_text,
        claim_part.case_id,
        claim_part.part,
        claim_part.quantity_lost,
        claim_part.quantity_covered,
        claim_part.quantity_open,
        open_loss.claim_type,
        open_loss.source_no,
        case when claim_part.part = 'above_paid' then 'above_paid' else claim_part.kind end as own_row,
        case when claim_part.part = 'reconciled' then 1 else 0 end as preference
    from claim_part
    join open_loss on open_loss.loss_no = claim_part.loss_no
),
-- few parts share a row with another: only those are added up
crowded as (
    select source_no, claim_type, own_row, status
    from shared
    group by source_no, claim_type, own_row, status
    having count(*) > 1
),
added as (
    select
        shared.claim_id,
        cast(sum(shared.quantity_lost) over together as integer) as quantity_lost,
        cast(sum(shared.quantity_covered) over together as integer) as quantity_covered,
        cast(sum(shared.quantity_open) over together as integer) as quantity_open,
        row_number() over (
            partition by shared.source_no, shared.claim_type, shared.own_row, shared.status order by shared.preference
        ) as place
    from shared
    join crowded
        on crowded.source_no = shared.source_no
        and crowded.claim_type = shared.claim_type
        and crowded.own_row = shared.own_row
        and crowded.status = shared.status
    window together as (partition by shared.source_no, shared.claim_type, shared.own_row, shared.status)
),
led as (
    select
        shared.loss_no,
        shared.claim_id,
        shared.status,
        shared.question,
        shared.cover_text,
        shared.case_id,
        shared.part,
        coalesce(added.quantity_lost, shared.quantity_lost) as quantity_lost,
        coalesce(added.quantity_covered, shared.quantity_covered) as quantity_covered,
        coalesce(added.quantity_open, shared.quantity_open) as quantity_open,
        added.claim_id is not null as has_shared_parts
    from shared
    left join added on added.claim_id = shared.claim_id
    where coalesce(added.place, 1) = 1
)
select
    led.claim_id,
    account_setting.account,
    open_loss.marketplace,
    open_loss.claim_type,
    led.status,
    concat(
        -- most rows are expired: only the questions pay for all the placeholders
        case
            when led.status in ('expired', 'claimable') then replace(
                status_text.text,
                '{deadline}', coalesce(cast(loss_standing.deadline as varchar), 'an unknown day')
            )
            when led.status = 'waiting' then replace(
                status_text.text,
                '{opens}', coalesce(cast(loss_standing.window_opens as varchar), 'an unknown day')
            )
            else replace(
                replace(
                    replace(
                        replace(status_text.text, '{case}', led.case_id),
                        '{fnsku}', case when open_loss.fnsku = '' then open_loss.sku else open_loss.fnsku end
                    ),
                    '{reference}', case
                        when open_loss.reference_id = '' then concat('of ', cast(open_loss.event_date as varchar))
                        else open_loss.reference_id
                    end
                ),
                '{cover}', led.cover_text
            )
        end,
        case
            when loss_standing.rule_id = '' or loss_standing.is_rule_verified then ''
            when loss_standing.taken_over_from <> '' then concat(' (Window taken over from ', loss_standing.taken_over_from, ', not verified for ', open_loss.region, '.)')
            else ' (Window not verified.)'
        end
    ) as status_reason,
    open_loss.reference_id,
    open_loss.event_date,
    open_loss.sku,
    open_loss.fnsku,
    open_loss.asin,
    open_loss.title,
    open_loss.fulfillment_center,
    open_loss.reason_code,
    led.quantity_lost,
    led.quantity_covered,
    led.quantity_open,
    open_loss.currency,
    loss_value.unit_value,
    loss_value.value_basis,
    cast(loss_value.unit_value * led.quantity_open as decimal(18, 4)) as amount,
    loss_value.cost_price,
    loss_standing.window_opens,
    loss_standing.deadline,
    led.case_id,
    open_loss.event_id,
    led.part,
    open_loss.region,
    loss_standing.rule_id,
    loss_standing.is_rule_verified,
    loss_value.minor_digits,
    status_text.code as status_code,
    led.has_shared_parts,
    led.loss_no
from led
join open_loss on open_loss.loss_no = led.loss_no
join loss_standing on loss_standing.loss_no = led.loss_no
join loss_value on loss_value.loss_no = led.loss_no
join status_text
    on status_text.claim_type = open_loss.claim_type
    and status_text.code = case when led.status = 'review' then led.question else led.status end
cross join account_setting
