-- The claims that can be filed today, and those put away as filed (reported_as), one by one, with what decides which case they belong to.
--
-- grain:   claim_id
-- inputs:  claim, open_loss, decision
-- params:  none
-- outputs: claim_id, claim_type, region, marketplace, product, reference_id, event_date, sku, fnsku, asin,
--          fulfillment_center, reason_code, quantity_lost, quantity_covered, quantity_open, currency, minor_digits,
--          unit_value, amount, cost_price, deadline, is_rule_verified, reported_as
select
    claim.claim_id,
    claim.claim_type,
    claim.region,
    claim.marketplace,
    open_loss.product,
    claim.reference_id,
    claim.event_date,
    claim.sku,
    claim.fnsku,
    claim.asin,
    claim.fulfillment_center,
    claim.reason_code,
    claim.quantity_lost,
    claim.quantity_covered,
    claim.quantity_open,
    claim.currency,
    claim.minor_digits,
    claim.unit_value,
    claim.amount,
    claim.cost_price,
    claim.deadline,
    claim.is_rule_verified,
    coalesce(reported.reason, '') as reported_as
from claim
join open_loss on open_loss.loss_no = claim.loss_no
left join decision as reported
    on reported.part_claim_id = claim.claim_id and reported.is_reported and claim.status = 'dismissed'
where (claim.status = 'claimable' or reported.part_claim_id is not null)
order by claim.claim_id
