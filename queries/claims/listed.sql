-- The claims in the order and with the columns of the public interface (contract, section 7).
--
-- grain:   claim_id
-- inputs:  claim
-- params:  statuses, types
-- outputs: claim_id, account, marketplace, claim_type, status, status_reason, reference_id, event_date, sku, fnsku, asin,
--          title, fulfillment_center, reason_code, quantity_lost, quantity_covered, quantity_open, currency, unit_value,
--          value_basis, amount, cost_price, window_opens, deadline, case_id, minor_digits
select
    claim_id,
    account,
    marketplace,
    claim_type,
    status,
    status_reason,
    reference_id,
    event_date,
    sku,
    fnsku,
    asin,
    title,
    fulfillment_center,
    reason_code,
    quantity_lost,
    quantity_covered,
    quantity_open,
    currency,
    unit_value,
    value_basis,
    amount,
    cost_price,
    window_opens,
    deadline,
    case_id,
    minor_digits
from claim
where (array_length(cast($statuses as varchar[])) = 0 or status in (select unnest(cast($statuses as varchar[]))))
    and (array_length(cast($types as varchar[])) = 0 or claim_type in (select unnest(cast($types as varchar[]))))
order by account, claim_type, event_date, reference_id, sku, fnsku, status, claim_id
