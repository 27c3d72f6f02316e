-- Cover rows of which more was given than they hold: units = matched in all passes + in doubt + unmatched. Must find
-- nothing.
--
-- grain:   cover_no
-- inputs:  cover, matched
-- params:  none
-- outputs: cover_no, units, given_units
with used as (
    select cover_no, cast(sum(units) as integer) as units
    from matched
    -- a surplus of other products is doubt without a cover
    where cover_no is not null
    group by cover_no
)
select
    cover.cover_no,
    cover.units,
    used.units as given_units
from used
left join cover on cover.cover_no = used.cover_no
where cover.cover_no is null or used.units > cover.units or used.units < 0
