-- The cover that went to given loss rows, in the order in which it was used; passes from 4 on only raise doubt.
--
-- units went to this loss row; cover_units are all of the cover row, line_amount the money of its line. Of each loss
-- row the first row_limit rows; row_count says how many there are.
--
-- grain:   loss_no, pass, cover_no
-- inputs:  matched, cover, adjustment, payment, reason_code, currency, download
-- params:  loss_nos, row_limit
-- outputs: loss_no, pass, cover_no, units, source, part, event_date, reference_id, reason, meaning, place, cover_units,
--          currency, minor_digits, line_amount, file_name, line, row_count
with given as (
    select
        loss_no,
        cover_no,
        pass,
        units,
        row_number() over (partition by loss_no order by pass, cover_no) as row_no,
        cast(count(*) over (partition by loss_no) as integer) as row_count
    from matched
    where loss_no in (select unnest(cast($loss_nos as bigint[])))
)
select
    given.loss_no,
    given.pass,
    given.cover_no,
    given.units,
    cover.source,
    cover.part,
    cover.event_date,
    coalesce(adjustment.reference_id, payment.reimbursement_id, '') as reference_id,
    coalesce(adjustment.reason, payment.reason, '') as reason,
    coalesce(reason_code.meaning, '') as meaning,
    coalesce(adjustment.fulfillment_center, '') as place,
    cover.units as cover_units,
    coalesce(payment.currency, '') as currency,
    coalesce(currency.minor_digits, 2) as minor_digits,
    payment.amount_total as line_amount,
    coalesce(download.file_name, '') as file_name,
    coalesce(adjustment.line, payment.line) as line,
    given.row_count
from given
join cover on cover.cover_no = given.cover_no
left join adjustment on cover.source in ('found', 'graded_back') and adjustment.adjustment_no = cover.source_no
left join payment on cover.source = 'reimbursement' and payment.payment_no = cover.source_no
left join reason_code on reason_code.code = adjustment.reason
left join currency on currency.currency = payment.currency
left join download on download.download_id = coalesce(adjustment.download_id, payment.download_id)
where given.row_no <= $row_limit
order by given.loss_no, given.pass, given.cover_no
