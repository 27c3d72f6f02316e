-- Losses dated before the records begin: they take no part, since their payments may lie outside the data.
--
-- grain:   none
-- inputs:  adjustment, reason_code, payment, removal_box, inbound_line, records
-- params:  none
-- outputs: row_count, units, records_begin
with early as (
    select -adjustment.quantity as units
    from adjustment
    join reason_code on reason_code.code = adjustment.reason and reason_code.role in ('lost', 'damaged')
    cross join records
    where adjustment.quantity < 0
        and not adjustment.is_no_claim_sku
        and adjustment.event_date < records.records_begin
    union all
    select shipped_units - received_units as units
    from removal_box
    cross join records
    where received_units < shipped_units
        and not is_no_claim_sku
        and case when is_anything_received then coalesce(received_on, shipped_on) else shipped_on end < records.records_begin
    union all
    select 0 as units
    from payment
    cross join records
    where payment.is_reversal and not payment.is_no_claim_sku and payment.approved_on < records.records_begin
    union all
    select inbound_line.lost_units as units
    from inbound_line
    cross join records
    where inbound_line.is_closed
        and inbound_line.lost_units > 0
        and not inbound_line.is_no_claim_sku
        and inbound_line.match_date < records.records_begin
)
select
    cast(count(early.units) as integer) as row_count,
    cast(coalesce(sum(early.units), 0) as integer) as units,
    max(records.records_begin) as records_begin
from records
left join early on true
