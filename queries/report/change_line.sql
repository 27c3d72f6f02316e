-- The changes worth most in their currency, with the product's title; change_count says how many there are in all.
--
-- grain:   event_key, kind
-- inputs:  change, product
-- params:  row_limit
-- outputs: event_key, kind, position, value_rank, units, amount, currency, minor_digits, claim_type, reference_id,
--          event_date, sku, fnsku, title, then_units, now_units, then_states, now_states, claim_id, is_open,
--          then_unit_value, now_unit_value, then_cost, now_cost, then_deadline, now_deadline, then_opens, now_opens,
--          then_code, now_code, is_row_new, why, change_count
with ranked as (
    select
        *,
        row_number() over (partition by currency order by abs(amount) desc nulls last, position, event_key, kind)
            as value_rank,
        cast(count(*) over () as integer) as change_count
    from change
),
first_ones as (
    select *
    from ranked
    order by value_rank, currency, event_key, kind
    limit $row_limit
)
select
    first_ones.event_key,
    first_ones.kind,
    first_ones.position,
    first_ones.value_rank,
    first_ones.units,
    first_ones.amount,
    first_ones.currency,
    first_ones.minor_digits,
    first_ones.claim_type,
    first_ones.reference_id,
    first_ones.event_date,
    first_ones.sku,
    first_ones.fnsku,
    coalesce(product.title, '') as title,
    first_ones.then_units,
    first_ones.now_units,
    first_ones.then_states,
    first_ones.now_states,
    first_ones.claim_id,
    first_ones.is_open,
    first_ones.then_unit_value,
    first_ones.now_unit_value,
    first_ones.then_cost,
    first_ones.now_cost,
    first_ones.then_deadline,
    first_ones.now_deadline,
    first_ones.then_opens,
    first_ones.now_opens,
    first_ones.then_code,
    first_ones.now_code,
    first_ones.is_row_new,
    first_ones.why,
    first_ones.change_count
from first_ones
left join product on product.product = case when first_ones.fnsku <> '' then first_ones.fnsku else first_ones.sku end
order by first_ones.value_rank, first_ones.currency, first_ones.event_key, first_ones.kind
