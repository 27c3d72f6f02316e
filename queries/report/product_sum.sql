-- What was lost of given products, by claim type, what made it good and what is open; and the claims on what is open.
--
-- units = found + graded + returned + surplus + paid + charged + open; claim_units are the open units of all claims.
--
-- grain:   product, claim_type
-- inputs:  loss_settled, claim
-- params:  products
-- outputs: product, claim_type, units, found_units, graded_units, returned_units, surplus_units, paid_units, charged_units,
--          doubt_units, open_units, claim_count, claim_units
with claimed as (
    select
        loss_settled.product,
        claim.claim_type,
        count(*) as claim_count,
        sum(claim.quantity_open) as claim_units
    from claim
    join loss_settled on loss_settled.loss_no = claim.loss_no
    where loss_settled.product in (select unnest(cast($products as varchar[])))
    group by loss_settled.product, claim.claim_type
)
select
    loss_settled.product,
    loss_settled.claim_type,
    cast(sum(loss_settled.units) as bigint) as units,
    cast(sum(loss_settled.found_units) as bigint) as found_units,
    cast(sum(loss_settled.graded_units) as bigint) as graded_units,
    cast(sum(loss_settled.returned_units) as bigint) as returned_units,
    cast(sum(loss_settled.surplus_units) as bigint) as surplus_units,
    cast(sum(loss_settled.paid_units) as bigint) as paid_units,
    cast(sum(loss_settled.charged_units) as bigint) as charged_units,
    cast(sum(loss_settled.doubt_units) as bigint) as doubt_units,
    cast(sum(loss_settled.open_units) as bigint) as open_units,
    cast(coalesce(max(claimed.claim_count), 0) as bigint) as claim_count,
    cast(coalesce(max(claimed.claim_units), 0) as bigint) as claim_units
from loss_settled
left join claimed on claimed.product = loss_settled.product and claimed.claim_type = loss_settled.claim_type
where loss_settled.product in (select unnest(cast($products as varchar[])))
group by loss_settled.product, loss_settled.claim_type
order by loss_settled.product, loss_settled.claim_type
