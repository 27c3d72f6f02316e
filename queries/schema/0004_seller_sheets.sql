-- The seller's own sheets: what units cost, and exchange rates.
--
-- grain:   none
-- inputs:  none
-- params:  none
-- outputs: none
create table if not exists cost (
    sku text not null,
    unit_cost decimal(18, 4) not null,
    currency text not null,
    effective_from date not null,
    approved_on date,
    supplier text not null,
    invoice text not null,
    download_id integer not null,
    line bigint not null
);

create table if not exists fx_rate (
    rate_on date not null,
    base text not null,
    quote text not null,
    rate decimal(24, 10) not null,
    download_id integer not null,
    line bigint not null
);
