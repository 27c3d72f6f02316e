-- Makes the table of the FNSKUs that other accounts know, empty.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create or replace temp table other_fnsku (
    account text not null,
    fnsku text not null
)
