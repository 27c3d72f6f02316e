-- What the rules would have claimed on the day looked back to, and beside it (is_settled_since) the units they would not,
-- since today's ledger calls them reconciled: on that day it need not have done so yet.
--
-- apart_units: units of the same loss that were in doubt or in question then, and so no claim.
--
-- grain:   loss_key
-- inputs:  then_open
-- params:  then
-- outputs: loss_key, is_settled_since, claim_id, claim_type, reference_id, event_date, product, sku, fnsku, currency,
--          minor_digits, unit_value, units, apart_units, source, download_id, line
with apart as (
    select loss_key, cast(sum(units) as integer) as units
    from then_open
    where kind <> 'main'
    group by loss_key
)
select
    then_open.loss_key,
    then_open.status <> 'claimable' as is_settled_since,
    then_open.claim_id,
    then_open.claim_type,
    then_open.reference_id,
    then_open.event_date,
    then_open.product,
    then_open.sku,
    then_open.fnsku,
    then_open.currency,
    then_open.minor_digits,
    then_open.unit_value,
    then_open.units,
    coalesce(apart.units, 0) as apart_units,
    then_open.source,
    then_open.download_id,
    then_open.line
from then_open
left join apart on apart.loss_key = then_open.loss_key
where then_open.kind = 'main'
    and (
        then_open.status = 'claimable'
        or (then_open.status = 'review' and then_open.question = 'settled_unseen' and then_open.window_opens <= $then)
    )
