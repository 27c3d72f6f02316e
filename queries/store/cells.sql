-- Defines how the cells of a file are told and read, for the readers of all reports: text, whole figures, amounts with a
-- decimal mark, and days.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create or replace temp macro text_of(cell) as (
    case
        when starts_with(cell, ' ') or ends_with(cell, ' ') then trim(cell)
        else coalesce(cell, '')
    end
);

create or replace temp macro figure_of(cell) as (
    case when cast(try_cast(cell as integer) as varchar) = cell then try_cast(cell as integer) end
);

create or replace temp macro is_plain(cell) as (
    (cell is null) = (figure_of(cell) is null)
);

create or replace temp macro is_amount(cell, pattern) as (
    cell is null or regexp_full_match(cell, pattern)
);

create or replace temp macro amount_of(cell, mark) as (
    try_cast(case when mark = ',' then replace(cell, ',', '.') else cell end as decimal(18, 4))
);

create or replace temp macro is_day(day_or_null) as (
    coalesce(day_or_null between date '2000-01-01' and date '2100-12-31', false)
);

create or replace temp macro home_day(instant, time_zone) as (
    cast(timezone(time_zone, timezone('UTC', instant)) as date)
);
