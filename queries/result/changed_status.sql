-- Open units of each changed event by status, at the earlier run and now; a code where it is that of all of them.
--
-- grain:   event_key, status
-- inputs:  changed_claim
-- params:  none
-- outputs: event_key, status, then_units, now_units, now_claim_id, then_code, now_code
select
    event_key,
    status,
    cast(sum(case when is_now then 0 else quantity_open end) as integer) as then_units,
    cast(sum(case when is_now then quantity_open else 0 end) as integer) as now_units,
    coalesce(min(case when is_now then claim_id end), '') as now_claim_id,
    case
        when count(distinct case when not is_now then status_code end) = 1
            then min(case when not is_now then status_code end)
        else ''
    end as then_code,
    case
        when count(distinct case when is_now then status_code end) = 1 then min(case when is_now then status_code end)
        else ''
    end as now_code
from changed_claim
group by event_key, status
