-- What stands for claimed losses now and did not on the day looked back to, row by row, in the order in which it is
-- counted: cover that came since, cover that was known then and stood elsewhere (moved), units that arrived after all.
--
-- Of a payment that Amazon took back, the first units it paid are those taken. A payment below cost is made good by the
-- lines that top it up, as many units as were claimed; units of it taken back are lost to another claim.
--
-- grain:   loss_key, place
-- inputs:  claimed, then_cover, now_cover, now_taken_back, now_topped_up, now_in_case, received
-- params:  then
-- outputs: loss_key, place, outcome, is_in_case, units, covered_on, cover_id, case_id, paid_currency, paid_each, download_id,
--          line
with since as (
    select
        now_cover.*,
        now_cover.units - coalesce(then_cover.units, 0) as since_units,
        -- of the units that it stands for now, those of then come first
        now_cover.units_before + coalesce(then_cover.units, 0) as first_unit,
        now_cover.covered_on > $then as is_new,
        cast(now_cover.amount * 10000 as bigint) // now_cover.units as each_money
    from now_cover
    join claimed on claimed.loss_key = now_cover.loss_key
    left join then_cover
        on then_cover.loss_key = now_cover.loss_key
        and then_cover.cover_key = now_cover.cover_key
    where now_cover.units > coalesce(then_cover.units, 0)
),
paid as (
    select
        since.*,
        greatest(least(since.first_unit + since.since_units, coalesce(now_taken_back.units, 0)) - since.first_unit, 0)
            as taken_units,
        now_taken_back.taken_on,
        now_taken_back.reference_id as taken_id,
        now_taken_back.download_id as taken_download_id,
        now_taken_back.line as taken_line
    from since
    left join now_taken_back on now_taken_back.cover_key = since.cover_key
    where since.source = 'reimbursement' and since.is_new
),
part as (
    select
        loss_key,
        case when is_new then 1 else 3 end as step,
        place,
        case
            when not is_new then 'moved'
            when source = 'return' then 'returned'
            when source = 'retrocharge' then 'charged'
            when source = 'graded_back' then 'graded_back'
            else 'found'
        end as outcome,
        '' as case_id,
        since_units as units,
        covered_on,
        reference_id as cover_id,
        currency,
        each_money,
        download_id,
        line
    from since
    where source <> 'reimbursement' or not is_new
    union all
    select
        loss_key,
        1,
        place,
        'paid',
        case_id,
        since_units - taken_units,
        covered_on,
        reference_id,
        currency,
        each_money,
        download_id,
        line
    from paid
    where since_units > taken_units
    union all
    select
        loss_key,
        1,
        place,
        'taken_back',
        case_id,
        taken_units,
        taken_on,
        taken_id,
        currency,
        each_money,
        taken_download_id,
        taken_line
    from paid
    where taken_units > 0
    union all
    select
        claimed.loss_key,
        1,
        0,
        'taken_back',
        '',
        now_taken_back.units,
        now_taken_back.taken_on,
        now_taken_back.reference_id,
        '',
        null,
        now_taken_back.download_id,
        now_taken_back.line
    from claimed
    join now_taken_back on now_taken_back.loss_key = claimed.loss_key
    where claimed.claim_type = 'reimbursement_underpaid' and now_taken_back.taken_on > $then
    union all
    select
        claimed.loss_key,
        2,
        now_topped_up.place,
        'paid',
        now_topped_up.case_id,
        claimed.units,
        now_topped_up.covered_on,
        now_topped_up.reference_id,
        now_topped_up.currency,
        cast(now_topped_up.amount * 10000 as bigint) // claimed.units,
        now_topped_up.download_id,
        now_topped_up.line
    from claimed
    join now_topped_up on now_topped_up.loss_key = claimed.loss_key
    where claimed.claim_type = 'reimbursement_underpaid' and now_topped_up.covered_on > $then
    union all
    select
        loss_key,
        4,
        line,
        'received',
        '',
        units,
        covered_on,
        reference_id,
        '',
        null,
        download_id,
        line
    from received
)
select
    part.loss_key,
    row_number() over (
        partition by part.loss_key
        order by part.step, part.place, part.outcome, part.covered_on, part.download_id, part.line
    ) as place,
    part.outcome,
    part.outcome in ('paid', 'taken_back') and (part.case_id <> '' or now_in_case.claim_id is not null) as is_in_case,
    cast(part.units as integer) as units,
    part.covered_on,
    part.cover_id,
    part.case_id,
    part.currency as paid_currency,
    cast(part.each_money * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)) as paid_each,
    part.download_id,
    part.line
from part
join claimed on claimed.loss_key = part.loss_key
left join now_in_case on now_in_case.claim_id = claimed.claim_id
