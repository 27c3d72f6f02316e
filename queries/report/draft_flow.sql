-- Found and paid units, day by day, of the products that have a claim to file: what a draft must not pass over.
--
-- grain:   region, product, source, event_date
-- inputs:  claim, open_loss, cover
-- params:  none
-- outputs: region, product, source, event_date, units
with wanted as (
    select distinct
        open_loss.region,
        open_loss.product
    from claim
    join open_loss on open_loss.loss_no = claim.loss_no
    where claim.status = 'claimable'
)
select
    cover.region,
    cover.product,
    cover.source,
    cover.event_date,
    sum(cover.units)::bigint as units
from cover
join wanted on wanted.region = cover.region and wanted.product = cover.product
where cover.source in ('found', 'reimbursement') and cover.cover_type <> 'amazon_found'
group by cover.region, cover.product, cover.source, cover.event_date
order by cover.region, cover.product, cover.source, cover.event_date
