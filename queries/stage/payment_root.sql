-- For every payment that is not a reversal, the line whose money it tops up (itself where it tops up none).
--
-- A line that is not a reversal and names an original reimbursement tops that one up. Where the original is not in
-- the data, the first line that names it stands for it. Top-ups of top-ups are followed three steps.
--
-- grain:   payment_no
-- inputs:  payment
-- params:  none
-- outputs: payment_no, root_no, is_root_known
with line as (
    select payment_no, reimbursement_id, product, sku, units, reason_key, original_reimbursement_id, original_reason_key
    from payment
    where not is_reversal
),
candidate as (
    select
        line.payment_no,
        original.payment_no as parent_no,
        row_number() over (
            partition by line.payment_no
            order by
                case when original.sku = line.sku then 0 else 1 end,
                case when original.reason_key = line.original_reason_key then 0 else 1 end,
                original.units desc,
                original.payment_no
        ) as choice
    from line
    join line as original
        on original.reimbursement_id = line.original_reimbursement_id
        and original.product = line.product
        and original.payment_no <> line.payment_no
    where line.original_reimbursement_id <> ''
),
parent as (
    select payment_no, parent_no
    from candidate
    where choice = 1
),
first_sibling as (
    select original_reimbursement_id, product, min(payment_no) as sibling_no
    from line
    where original_reimbursement_id <> ''
    group by original_reimbursement_id, product
),
stepped as (
    select
        line.payment_no,
        coalesce(parent.parent_no, first_sibling.sibling_no, line.payment_no) as above_no,
        parent.parent_no is not null or line.original_reimbursement_id = '' as is_known
    from line
    left join parent on parent.payment_no = line.payment_no
    left join first_sibling
        on first_sibling.original_reimbursement_id = line.original_reimbursement_id
        and first_sibling.product = line.product
)
select
    stepped.payment_no,
    third.above_no as root_no,
    root.is_known as is_root_known
from stepped
join stepped as second on second.payment_no = stepped.above_no
join stepped as third on third.payment_no = second.above_no
join stepped as root on root.payment_no = third.above_no
