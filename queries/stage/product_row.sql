-- The FNSKU and SKU pairs of the ledger, with the newest day on which a row of the pair has a title.
--
-- grain:   fnsku, msku
-- inputs:  ledger_detail
-- params:  as_of
-- outputs: fnsku, msku, titled_on
select
    fnsku,
    msku,
    max(case when title <> '' then event_date end) as titled_on
from ledger_detail
where event_date <= $as_of
group by fnsku, msku
