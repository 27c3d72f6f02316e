"""Ledger and Reimbursements files of any size, as Amazon delivers them, made by DuckDB from a fixed seed.

5 % of the ledger rows are adjustments, half of which state their reconciled and unreconciled units; there are 2 % as
many reimbursement lines as ledger rows. 5,000 FNSKUs, skewed; 540 days. With `heavy`, one FNSKU has 40 % of all rows.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

FIRST_DAY = "2025-05-30"
DAYS = 540
LEDGER = """
copy (
    with drawn as (
        select
            i,
            cast(hash(i * 7 + 1) % 1000000 as bigint) as a,
            cast(hash(i * 11 + 2) % 1000000 as bigint) as b,
            cast(hash(i * 13 + 3) % 1000000 as bigint) as c,
            cast(floor(i * {days} / {rows}) as integer) as day_no
        from range({rows}) as t(i)
    ),
    placed as (
        select
            *,
            case when {heavy} and c % 10 < 4 then 0 else cast(floor(5000 * pow(b / 1000000.0, 1.6)) as integer) end as p,
            case
                when a < 50000 then 'Adjustments'
                when a < 600000 then 'Shipments'
                when a < 700000 then 'CustomerReturns'
                when a < 950000 then 'WhseTransfers'
                when a < 990000 then 'Receipts'
                else 'VendorReturns'
            end as kind,
            ['M', 'M', 'F', 'E', 'E', 'Q', 'P', 'O', 'N', 'D'][1 + a % 10] as reason,
            1 + cast(c % 17 = 0 as integer) * 3 as units
        from drawn
    )
    select
        strftime(date '{first_day}' + day_no, '%m/%d/%Y') as "Date",
        'X' || lpad(p::varchar, 9, '0') as "FNSKU",
        'B' || lpad(p::varchar, 9, '0') as "ASIN",
        'SKU-' || p as "MSKU",
        'Stainless bottle with a long and patient title, model ' || p || ' (pack of ' || (1 + p % 6) || ')' as "Title",
        kind as "Event Type",
        case
            when kind = 'Adjustments' then (20000000000000 + i)::varchar
            when kind = 'Receipts' then 'FBA' || lpad((i % 9999)::varchar, 8, 'A')
            when kind = 'WhseTransfers' then 'TR.' || (i % 99999)
            else ''
        end as "Reference ID",
        case
            when kind = 'Adjustments' then case when reason in ('F', 'P', 'N') then units else -units end
            when kind in ('Shipments', 'VendorReturns') then -1
            when kind = 'WhseTransfers' then case when b % 2 = 0 then units else -units end
            else units * 12
        end as "Quantity",
        ['PHX6', 'ONT8', 'IND9', 'SDF8', 'LAX9', 'JAX4', 'MQJ1', 'SMF3'][1 + b % 8] as "Fulfillment Center",
        case when kind = 'Adjustments' and reason = 'Q' then 'WAREHOUSE_DAMAGED' else 'SELLABLE' end as "Disposition",
        case when kind = 'Adjustments' then reason else '' end as "Reason",
        'US' as "Country",
        case when kind = 'Adjustments' and reason in ('M', 'E', 'F') and b % 2 = 0 then (units * (c % 2))::varchar else '' end as "Reconciled Quantity",
        case when kind = 'Adjustments' and reason in ('M', 'E', 'F') and b % 2 = 0 then (units - units * (c % 2))::varchar else '' end as "Unreconciled Quantity",
        strftime(date '{first_day}' + day_no, '%Y-%m-%d') || 'T00:00:00-0700' as "Date and Time",
        '' as "Store"
    from placed
    order by i
) to '{path}' (format csv, delimiter '\t', header true, force_quote *)
"""
PAYMENTS = """
copy (
    with drawn as (
        select
            i,
            cast(hash(i * 17 + 5) % 1000000 as bigint) as a,
            cast(hash(i * 19 + 7) % 1000000 as bigint) as b,
            cast(hash(i * 23 + 9) % 1000000 as bigint) as c,
            cast(floor(i * {days} / {rows}) as integer) as day_no
        from range({rows}) as t(i)
    ),
    placed as (
        select
            *,
            case when {heavy} and c % 10 < 4 then 0 else cast(floor(5000 * pow(b / 1000000.0, 1.6)) as integer) end as p,
            a % 50 = 0 as is_reversal
        from drawn
    )
    select
        strftime(date '{first_day}' + day_no, '%Y-%m-%d') || 'T' || lpad((a % 24)::varchar, 2, '0') || ':15:00+00:00' as "approval-date",
        (30000000000 + i)::varchar as "reimbursement-id",
        null as "case-id",
        case when a % 10 = 9 then '111-' || lpad(i::varchar, 7, '0') || '-0000001' end as "amazon-order-id",
        case
            when is_reversal then 'Reimbursement_Reversal'
            else ['Lost_Warehouse', 'Lost_Warehouse', 'Damaged_Warehouse', 'Damaged_Warehouse', 'Lost_Inbound',
                'Lost_Warehouse', 'Damaged_Warehouse', 'Lost_Warehouse', 'GeneralAdjustment', 'CustomerReturn'][1 + a % 10]
        end as "reason",
        'SKU-' || p as "sku",
        'X' || lpad(p::varchar, 9, '0') as "fnsku",
        'B' || lpad(p::varchar, 9, '0') as "asin",
        'Stainless bottle with a long and patient title, model ' || p as "product-name",
        'NewItem' as "condition",
        'USD' as "currency-unit",
        printf('%.2f', case when is_reversal then -7.25 else 5 + p % 20 end) as "amount-per-unit",
        printf('%.2f', case when is_reversal then -7.25 else 5 + p % 20 end) as "amount-total",
        case when is_reversal then '-1' else '1' end as "quantity-reimbursed-cash",
        case when is_reversal and c % 2 = 0 then '1' else '0' end as "quantity-reimbursed-inventory",
        case when is_reversal and c % 2 = 0 then '0' when is_reversal then '-1' else '1' end as "quantity-reimbursed-total",
        case when is_reversal then (30000000000 + i - i % 97 - 1)::varchar end as "original-reimbursement-id",
        case when is_reversal then 'Lost_Warehouse' end as "original-reimbursement-type"
    from placed
    order by i
) to '{path}' (format csv, delimiter '\t', header true)
"""


def write_files(folder: Path, rows: int, *, heavy: bool = False) -> tuple[Path, Path, Path]:
    """Write ledger.txt, reimbursements.txt and costs.csv for `rows` ledger rows; files that stand are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger, payments, costs = folder / "ledger.txt", folder / "reimbursements.txt", folder / "costs.csv"
    con = duckdb.connect()
    for path, text, count in ((ledger, LEDGER, rows), (payments, PAYMENTS, rows // 50)):
        if not path.exists():
            beside = path.with_name(path.name + ".part")
            con.execute(
                text.format(
                    rows=count,
                    days=DAYS,
                    first_day=FIRST_DAY,
                    path=beside,
                    heavy="true" if heavy else "false",
                )
            )
            beside.replace(path)
    lines = ["sku,unit_cost,currency,effective_from,approved_on"]
    lines += [f"SKU-{p},{6 + p % 20}.50,USD,2025-01-01,2025-02-01" for p in range(5000)]
    costs.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ledger, payments, costs
