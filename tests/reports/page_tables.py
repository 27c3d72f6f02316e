"""Small derived tables, as the engine leaves them, for the tests of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import duckdb

from reconcile.policy.filing import load_filing
from reconcile.policy.sourcing_cost import load_sourcing_cost
from reports.build import build_all
from reports.read import read_account
from reports.views import ReportView, Stamp
from tests.reports import change_samples

AS_OF = date(2026, 11, 22)

TABLES = """
create table claim (
    claim_id varchar, account varchar, marketplace varchar, region varchar, claim_type varchar,
    status varchar, status_reason varchar, event_id varchar, reference_id varchar, event_date date,
    sku varchar, fnsku varchar, asin varchar, title varchar, fulfillment_center varchar, reason_code varchar,
    quantity_lost integer, quantity_covered integer, quantity_open integer, currency varchar,
    minor_digits integer, unit_value decimal(18, 4), value_basis varchar, amount decimal(18, 4),
    cost_price decimal(18, 4), window_opens date, deadline date, case_id varchar, rule_id varchar,
    is_rule_verified boolean, status_code varchar, loss_no bigint, part varchar
);
create table coverage (kind varchar, first_day date, last_day date, day_count integer);
create table download (
    download_id integer, kind varchar, file_name varchar, rows_read bigint, rows_rejected bigint,
    is_used boolean, imported_at timestamp
);
create table rejected_row (download_id integer, line bigint, reason varchar, raw_text varchar);
create table excluded_sku (sku varchar, fnsku varchar, units integer, reason varchar);
create table unknown_code (code varchar, row_count integer, units integer);
create table unlisted_payment (
    reimbursement_id varchar, approved_on date, reason varchar, sku varchar, currency varchar,
    amount decimal(18, 4), why varchar
);
create table before_records (row_count integer, units integer, records_begin date);
create table unmatched_cover (
    claim_type varchar, fnsku varchar, source varchar, reference_id varchar, event_date date, units integer
);
create table payment_delay (
    claim_type varchar, region varchar, payment_count integer, median_days integer, p95_days integer
);
create table settle_proposal (
    claim_type varchar, setting varchar, settle_days integer, proposed_days integer, payment_count integer
);
create table cost_gap (
    sku varchar, fnsku varchar, title varchar, region varchar, currency varchar, minor_digits integer,
    units_on_hand integer, units_source varchar, units_on date, amazon_value decimal(18, 4), unit_cost decimal(18, 4),
    at_stake decimal(18, 4), payment_count integer, last_paid_on date, reimbursement_ids varchar, is_approved boolean
);
create table bridge (position integer, label text, units bigint);
create table shipment_state (
    shipment_id varchar, status varchar, is_closed boolean, is_ended boolean, destination_fc varchar,
    shipped_on date, delivered_on date, closed_on date, line_count integer, shipped_units integer,
    received_units integer, missing_units integer, surplus_units integer, corrected_units integer,
    found_units integer, paid_units integer, open_units integer, expected_units integer, located_units integer,
    first_received_on date, last_received_on date, opens_on date, claim_until date
);
"""

TRACE_TABLES = """
create view open_loss as
select distinct on (loss_no)
    loss_no, claim_type, '' as source, 0::bigint as source_no, event_id, region, fnsku as product, reference_id,
    event_date as opens_from, cast(null as date) as not_before
from claim;
create table claim_part (
    loss_no bigint, kind varchar, event_id varchar, claim_type varchar, part varchar, claim_id varchar,
    status varchar, quantity_open integer
);
create table loss (
    loss_no bigint, claim_type varchar, source varchar, source_no bigint, part varchar, pass integer, units integer,
    event_date date
);
create table matched (pass integer, loss_no bigint, cover_no bigint, units integer);
create table cover (
    cover_no bigint, cover_type varchar, source varchar, source_no bigint, part varchar, event_date date,
    units integer, region varchar, product varchar
);
create table adjustment (
    adjustment_no bigint, event_date date, reference_id varchar, sku varchar, fnsku varchar, quantity integer,
    product varchar, region varchar,
    reason varchar, fulfillment_center varchar, disposition varchar, country varchar, is_unclear boolean,
    download_id integer, line bigint
);
create table ledger_evidence (
    download_id integer, line bigint, reconciled_quantity integer, unreconciled_quantity integer,
    event_type varchar, event_date date, reference_id varchar, fnsku varchar, msku varchar, quantity integer,
    fulfillment_center varchar, disposition varchar
);
create table reason_code (code varchar, role varchar, meaning varchar);
create table payment (
    payment_no bigint, approved_on date, reimbursement_id varchar, case_id varchar, order_id varchar,
    reason varchar, sku varchar, fnsku varchar, condition varchar, currency varchar,
    amount_per_unit decimal(18, 4), amount_total decimal(18, 4), original_reimbursement_id varchar,
    is_reversal boolean, product varchar, region varchar, units integer, download_id integer, line bigint
);
create table payment_root (payment_no bigint, root_no bigint);
create table product_sku (product varchar, sku varchar);
create table reimbursement (
    download_id integer, line bigint, quantity_cash integer, quantity_inventory integer, quantity_total integer
);
create table reversal (
    payment_no bigint, root_no bigint, paid_on date, paid_money decimal(18, 4), paid_units integer,
    taken_units integer, given_units integer, is_unit_guessed boolean
);
create table payment_price (event_no bigint, cost_price decimal(24, 10), cost_approved_on date, rate_on date);
create table paid (
    root_no bigint, currency varchar, units integer, money decimal(18, 4), cash_units integer, line_count integer,
    approved_on date
);
create table currency (currency varchar, minor_digits integer);
create table decision (
    part_claim_id varchar, decision varchar, case_id varchar, open_units integer, reason varchar, is_reported boolean
);
create table loss_standing (loss_no bigint, rule_id varchar, taken_over_from varchar);
create table loss_price (
    event_no bigint, cost_price decimal(24, 10), cost_approved_on date, cost_sku varchar,
    cost_effective_from date, rate_on date
);
create table cost (sku varchar, unit_cost decimal(18, 4), currency varchar, effective_from date, download_id integer,
    line bigint);
create table rate_span (
    from_currency varchar, to_currency varchar, rate_on date, factor decimal(24, 14), way varchar, rate_until date
);
create table fx_rate (
    rate_on date, base varchar, quote varchar, rate decimal(24, 10), download_id integer, line bigint
);
create table report_need (
    claim_type varchar, report varchar, role varchar, fresh_days integer, alternative varchar
);
create table report_hole (report varchar, first_day date, last_day date);
create table ledger_gap (state varchar, first_day date, last_day date, product_count integer, product varchar);
create table ledger_difference (
    period varchar, first_day date, last_day date, product varchar, disposition varchar, location varchar,
    movement varchar, summary_units bigint, detail_units bigint
);
create table summary_fault (
    what varchar, first_day date, last_day date, product varchar, msku varchar, disposition varchar, location varchar,
    computed_units bigint, stated_units bigint, file_name varchar, line bigint
);
create table value_cap (
    region varchar, currency varchar, amount decimal(18, 4), effective_from date, effective_until date,
    is_verified boolean, source varchar
);
create table cost_rule (
    region varchar, effective_from date, is_verified boolean, taken_over_from varchar, source varchar
);
create table window_rule (
    rule_id varchar, source varchar, confidence varchar, effective_from date, opens_days integer,
    closes_days integer, closes_months integer, is_start_known boolean default true
);
create table status_text (code varchar, claim_type varchar, text varchar);
create table records (records_begin date, has_ledger boolean default true);
create table inbound_line (
    line_no bigint, event_id varchar, shipment_id varchar, sku varchar, fnsku varchar, product varchar,
    destination_fc varchar, status varchar, shipped_on date, delivered_on date, closed_on date, match_date date,
    quantity_shipped integer, quantity_received integer, ledger_units integer, received_units integer,
    lost_units integer, is_closed boolean, is_no_claim_sku boolean, download_id integer, line bigint
);
create table inbound_sent (shipment_id varchar, sku varchar, fnsku varchar, amazon_status varchar);
create table inbound_shipment (
    shipment_id varchar, sku varchar, fnsku varchar, carrier varchar, tracking_id varchar, cartons integer,
    weight_kg decimal(18, 4)
);
create table surplus (loss_no bigint, units integer, other_units integer, other_product varchar, other_more integer);
create table ledger_detail (
    fulfillment_center varchar, event_type varchar, event_date date, quantity integer, msku varchar,
    fnsku varchar default '', reason varchar default ''
);
create table claim_type_rule (claim_type varchar, settle_days integer, is_settled_in_window boolean default false);
create table removal_box (
    box_no bigint, order_id varchar, tracking_number varchar, tracking_key varchar, carrier varchar, shipped_on date,
    sku varchar, fnsku varchar, product varchar, disposition varchar, shipped_units integer, received_units integer,
    is_answered boolean, is_anything_received boolean, received_on date, is_no_claim_sku boolean, download_id integer,
    line bigint
);
create table removal_order (order_id varchar, sku varchar, fnsku varchar, requested_quantity integer);
create table removal_receipt (
    order_id varchar, tracking_number varchar, fnsku varchar, quantity_received integer, received_on date
);
create table refund (
    refund_no bigint, kind varchar, order_id varchar, sku varchar, fnsku varchar, product varchar, refunded_on date,
    units integer, money bigint, money_units integer, currency varchar, is_no_claim_sku boolean
);
create table returned (
    return_no bigint, order_id varchar, sku varchar, fnsku varchar, product varchar, returned_on date, units integer,
    fulfillment_center varchar, disposition varchar, status varchar, license_plate varchar, download_id integer,
    line bigint
);
create table damaged_return (
    event_no bigint, order_id varchar, sku varchar, fnsku varchar, returned_on date, refund_no bigint, units integer,
    fulfillment_center varchar, disposition varchar, is_no_claim_sku boolean
);
create table retrocharge (
    retrocharge_no bigint, order_id varchar, sku varchar, charged_on date, currency varchar, money bigint, units integer
);
create table order_money (
    money_no bigint, order_id varchar, sku varchar, posted_on date, kind varchar, money decimal(18, 4),
    currency varchar, download_id integer, line bigint
);
create table order_family (order_id varchar, family_id varchar);
create table customer_refund (order_id varchar, sku varchar, refunded_on date, download_id integer, line bigint);
create table replacement (original_order_id varchar, sku varchar, shipped_on date, download_id integer, line bigint);
create view loss_settled as
select
    loss_no, any_value(claim_type) as claim_type, 'adjustment' as source, loss_no as source_no, fnsku as product,
    any_value(event_date) as event_date, sum(quantity_open) as units, 0 as found_units, 0 as graded_units,
    0 as returned_units, 0 as surplus_units, 0 as paid_units, 0 as charged_units, 0 as doubt_units,
    sum(quantity_open) as open_units
from claim
group by loss_no, fnsku;
"""
"""The tables behind the chain of evidence and the figures; a claim that they do not know is shown without one."""


def empty_tables() -> duckdb.DuckDBPyConnection:
    """A database with every table that the page reads, all of them empty."""
    con = duckdb.connect(config={"python_enable_replacements": False})
    con.execute(TABLES)
    con.execute(TRACE_TABLES)
    con.execute(change_samples.TABLES)
    return con


def add(con: duckdb.DuckDBPyConnection, table: str, *rows: dict[str, object]) -> None:
    """Adds rows by column name."""
    for row in rows:
        marks = ", ".join(f"${name}" for name in row)
        con.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", row)


def claim(number: int, **changes: object) -> dict[str, object]:
    """A claimable lost unit, in the words of the contract; `changes` override columns."""
    row: dict[str, object] = {
        "claim_id": f"wl-{number:06d}",
        "account": "main",
        "marketplace": "US",
        "region": "US",
        "claim_type": "warehouse_lost",
        "status": "claimable",
        "status_reason": "Lost, not found again and not paid.",
        "event_id": f"e{number}",
        "reference_id": f"2007686536{number:04d}",
        "event_date": date(2026, 10, 1),
        "sku": f"MUG-{number:02d}",
        "fnsku": f"X00{number:07d}",
        "asin": f"B0{number:08d}",
        "title": f"Enamel mug {number}, 350 ml",
        "fulfillment_center": "PHX7",
        "reason_code": "M",
        "quantity_lost": 4,
        "quantity_covered": 1,
        "quantity_open": 3,
        "currency": "USD",
        "minor_digits": 2,
        "unit_value": Decimal("12.50"),
        "value_basis": "cost",
        "amount": Decimal("37.50"),
        "cost_price": Decimal("12.50"),
        "window_opens": date(2026, 10, 31),
        "deadline": date(2026, 11, 30),
        "case_id": "",
        "rule_id": "us-fulfilment_centre_operations-2024-10-23",
        "is_rule_verified": True,
        "status_code": "claimable",
        "loss_no": number,
        "part": "rest",
    }
    assert set(changes) <= set(row)
    return row | changes


def cost_gap(**changes: object) -> dict[str, object]:
    """A mug that cost 12.50 and was paid with 9.10; `changes` override columns."""
    row: dict[str, object] = {
        "sku": "MUG-01",
        "fnsku": "X000000001",
        "title": "Enamel mug 1, 350 ml",
        "region": "US",
        "currency": "USD",
        "minor_digits": 2,
        "units_on_hand": 120,
        "units_source": "fba_inventory",
        "units_on": date(2026, 11, 20),
        "amazon_value": Decimal("9.10"),
        "unit_cost": Decimal("12.50"),
        "at_stake": Decimal("408.00"),
        "payment_count": 3,
        "last_paid_on": date(2026, 10, 12),
        "reimbursement_ids": "5000000003; 5000000002; 5000000001",
        "is_approved": False,
    }
    assert set(changes) <= set(row)
    return row | changes


def add_reports(con: duckdb.DuckDBPyConnection, *kinds: str) -> None:
    """Downloads that cover the last 540 days to the day before the as-of date, of the kinds named."""
    for number, kind in enumerate(kinds, start=1):
        row: dict[str, object] = {"download_id": number, "kind": kind, "file_name": f"{kind}.txt"}
        add(con, "download", row | {"rows_read": 1200, "rows_rejected": 0, "is_used": True})
        first, last = AS_OF - timedelta(days=540), AS_OF - timedelta(days=1)
        days: dict[str, object] = {"kind": kind, "first_day": first, "last_day": last, "day_count": 540}
        add(con, "coverage", days)


def add_small_shop(con: duckdb.DuckDBPyConnection) -> None:
    """One claim of each status, a second currency, and something in every section."""
    add_reports(con, "ledger_detail", "reimbursements", "costs")
    question = (
        "Amazon states these units as reconciled, but no payment and no found unit is in the reports: "
        "was it paid? Seller Central > Reports > Fulfillment > Inventory Ledger, "
        "look up reference 20076865360004."
    )
    add(
        con,
        "claim",
        claim(1, deadline=date(2026, 11, 24), amount=Decimal("1237.50"), unit_value=Decimal("412.50")),
        claim(2, claim_type="reimbursement_reversed", amount=Decimal("12.00"), is_rule_verified=False),
        claim(3, region="UK", marketplace="UK", currency="GBP", deadline=date(2026, 12, 4)),
        claim(
            4,
            status="review",
            status_code="settled_unseen",
            status_reason=question,
            deadline=date(2026, 11, 27),
        ),
        claim(
            5,
            status="review",
            status_code="settled_unseen",
            status_reason=question.replace("0004", "0005"),
            claim_type="warehouse_damaged",
        ),
        claim(
            6,
            status="waiting",
            status_reason="Amazon usually pays by itself.",
            window_opens=date(2026, 12, 3),
        ),
        claim(7, unit_value=None, amount=None, cost_price=None, value_basis="unknown"),
        claim(8, status="expired", status_reason="The last day has passed.", deadline=date(2026, 10, 2)),
        claim(9, status="dismissed", status_reason="A person said no: gave it away."),
    )
    add(
        con,
        "rejected_row",
        {"download_id": 1, "line": 812, "reason": "Quantity 'abc' is not a number", "raw_text": ""},
    )
    add(
        con,
        "excluded_sku",
        {"sku": "amzn.gr.MUG-01-abc", "fnsku": "X009", "units": 2, "reason": "Grade and Resell"},
    )
    add(con, "unknown_code", {"code": "Y", "row_count": 3, "units": -4})
    add(
        con,
        "unlisted_payment",
        {
            "reimbursement_id": "11223344551",
            "approved_on": date(2026, 9, 1),
            "reason": "GeneralAdjustment",
            "sku": "MUG-01",
            "currency": "USD",
            "amount": Decimal("-3.10"),
            "why": "no rule knows this reason",
        },
    )
    add(con, "before_records", {"row_count": 2, "units": 5, "records_begin": date(2025, 5, 31)})
    add(
        con,
        "unmatched_cover",
        {
            "claim_type": "warehouse_lost",
            "fnsku": "X000000001",
            "source": "found",
            "reference_id": "20076865369999",
            "event_date": date(2026, 8, 3),
            "units": 1,
        },
    )
    delay: dict[str, object] = {"claim_type": "warehouse_lost", "region": "US", "payment_count": 34}
    add(con, "payment_delay", delay | {"median_days": 8, "p95_days": 21})
    add(
        con,
        "settle_proposal",
        {
            "claim_type": "warehouse_lost",
            "setting": "settle_days_lost",
            "settle_days": 30,
            "proposed_days": 21,
            "payment_count": 32,
        },
    )
    add(con, "cost_gap", cost_gap())
    for position, label, units in (
        (0, "unreconciled in Amazon's ledger", 27),
        (1, "claimable", 12),
        (2, "waiting", 3),
        (3, "review", 6),
        (4, "expired", 3),
        (5, "dismissed", 3),
    ):
        add(con, "bridge", {"position": position, "label": label, "units": units})
    change_samples.add_changes(con)


def add_many_claims(con: duckdb.DuckDBPyConnection, number: int) -> None:
    """`number` claims of every status and type over 400 products, with long and short titles."""
    add_reports(con, "ledger_detail", "reimbursements", "costs")
    add(con, "claim", claim(0))
    con.execute(
        """
        insert into claim
        select
            claim.* replace (
                'wl-' || lpad(n::varchar, 6, '0') as claim_id,
                'e' || n as event_id,
                n as loss_no,
                ['claimable', 'review', 'waiting', 'expired', 'filed', 'claimable'][n % 6 + 1] as status,
                case when n % 6 = 1 then 'cover_in_doubt' else '' end as status_code,
                case n % 6
                    when 1 then 'Was it paid? Look up reference ' || (20076865360000 + n)
                        || ' under Reports > Fulfillment > Inventory Ledger.'
                    else 'Counted by day ' || (n % 50) || '.'
                end as status_reason,
                ['warehouse_lost', 'warehouse_damaged', 'reimbursement_reversed', 'reimbursement_underpaid']
                    [n % 4 + 1] as claim_type,
                (20076865360000 + n)::varchar as reference_id,
                date '2026-10-01' + (n % 40)::integer as event_date,
                'SKU-' || (n % 400) as sku,
                'X00' || lpad((n % 400)::varchar, 7, '0') as fnsku,
                'Product ' || (n % 400) || case when n % 3 = 0
                    then ', stainless steel, double walled, with lid and straw, dishwasher safe, 2 in a box'
                    else '' end as title,
                1 + n % 7 as quantity_open,
                ['USD', 'USD', 'USD', 'CAD'][n % 4 + 1] as currency,
                case when n % 11 > 0 then ((1 + n % 7) * (5 + n % 90))::decimal(18, 4) end as amount,
                date '2026-11-01' + (n % 40)::integer as window_opens,
                date '2026-11-23' + (n % 60)::integer as deadline,
                n % 5 > 0 as is_rule_verified
            )
        from claim, range(1, $number) as numbers(n)
        """,
        {"number": number},
    )


def views_of(con: duckdb.DuckDBPyConnection, *, claim_limit: int = 10_000) -> tuple[ReportView, ...]:
    """The page of one account named main, in every language."""
    part = read_account(
        con,
        account="main",
        marketplace="US",
        as_of=AS_OF,
        min_case_value=Decimal("25.00"),
        claim_limit=claim_limit,
        filing=load_filing(),
    )
    part = replace(part, changes=change_samples.read(con, AS_OF), upload_way=load_sourcing_cost())
    stamp = Stamp(program="0.1.0", rules="2026-11-22")
    return build_all([part], as_of=AS_OF, stamp=stamp, claim_limit=claim_limit)


def view_of(con: duckdb.DuckDBPyConnection, *, claim_limit: int = 10_000) -> ReportView:
    """The same in English."""
    return views_of(con, claim_limit=claim_limit)[0]
