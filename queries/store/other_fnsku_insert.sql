-- Adds the FNSKUs that another account knows.
--
-- grain:   none
-- inputs:  other_fnsku
-- params:  account, fnskus
-- outputs: none
insert into other_fnsku
select
    $account as account,
    unnest($fnskus::text[]) as fnsku
