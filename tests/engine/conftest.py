"""Tiny worlds for engine tests: the tables stand in the test's docstring, with only the columns that matter."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

import queries
from reconcile.engine.run import SUMMARY_TABLES, AccountFacts, Decision, make_claims, reconcile, summarise
from reconcile.policy import load_policy

LEDGER_DEFAULTS = {
    "fnsku": "X1",
    "asin": "B1",
    "msku": "SKU-1",
    "title": "Mug",
    "event_type": "Adjustments",
    "reference_id": "",
    "fulfillment_center": "PHX6",
    "disposition": "SELLABLE",
    "reason": "",
    "country": "US",
    "reconciled_quantity": None,
    "unreconciled_quantity": None,
}
PAYMENT_DEFAULTS = {
    "approved_at_text": "",
    "case_id": "",
    "order_id": "",
    "reason": "Lost_Warehouse",
    "sku": "SKU-1",
    "fnsku": "X1",
    "asin": "B1",
    "product_name": "Mug",
    "condition": "New",
    "currency": "USD",
    "amount_per_unit": None,
    "amount_total": None,
    "quantity_cash": None,
    "quantity_inventory": None,
    "quantity_total": None,
    "original_reimbursement_id": "",
    "original_reimbursement_type": "",
}
COST_DEFAULTS = {
    "sku": "SKU-1",
    "currency": "USD",
    "effective_from": "2025-01-01",
    "approved_on": "2025-01-01",
    "supplier": "",
    "invoice": "",
}
SHIPMENT_DEFAULTS = {
    "shipment_id": "FBA1",
    "status": "CLOSED",
    "destination_fc": "LBE1",
    "shipped_on": "2026-08-20",
    "delivered_on": "2026-09-01",
    "closed_on": "2026-10-01",
    "sku": "SKU-1",
    "fnsku": "X1",
    "asin": "B1",
    "quantity_shipped": None,
    "quantity_received": None,
    "amazon_status": "",
    "carrier": "",
    "tracking_id": "",
    "cartons": None,
    "weight_kg": None,
}
QUEUE_DEFAULTS = {
    "shipment_id": "FBA1",
    "shipment_name": "",
    "status": "CLOSED",
    "created_on": "2026-08-20",
    "updated_on": "2026-10-05",
    "ship_to": "LBE1",
    "units_expected": None,
    "units_located": None,
}
CONTENT_DEFAULTS = {
    "shipment_id": "FBA1",
    "sku": "SKU-1",
    "fnsku": "X1",
    "asin": "B1",
    "title": "Mug",
    "condition": "New",
    "quantity_shipped": None,
}
SUMMARY_DEFAULTS = {
    "period": "day",
    "fnsku": "X1",
    "msku": "SKU-1",
    "disposition": "SELLABLE",
    "location": "US",
    "starting_balance": 0,
    "ending_balance": 0,
}
TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "ledger": ("ledger_detail", LEDGER_DEFAULTS),
    "payments": ("reimbursement", PAYMENT_DEFAULTS),
    "costs": ("cost", COST_DEFAULTS),
    "rates": ("fx_rate", {}),
    "refunds": ("customer_refund", {"sku": "SKU-1", "fnsku": "X1", "currency": "USD", "initiated_by": "amazon"}),
    "returns": ("customer_return", {"sku": "SKU-1", "fnsku": "X1", "quantity": 1, "disposition": "SELLABLE"}),
    "replaced": ("replacement", {"sku": "SKU-1", "asin": "B1", "quantity": 1}),
    "orders": ("order_line", {"sku": "SKU-1", "quantity": 1, "currency": "USD", "sales_channel": "Amazon.com"}),
    "settlements": ("settlement", {"currency": "USD", "is_complete": True}),
    "settled": (
        "settlement_line",
        {
            "currency": "USD",
            "sku": "SKU-1",
            "amount_type": "ItemPrice",
            "amount_description": "Principal",
            "fulfillment_id": "AFN",
        },
    ),
    "removal_orders": (
        "removal_order",
        {"requested_on": "2026-05-01", "order_type": "Return", "fnsku": "X1", "sku": "SKU-1"},
    ),
    "removal_shipments": ("removal_shipment", {"order_type": "Return", "fnsku": "X1", "sku": "SKU-1"}),
    "removal_receipts": ("removal_receipt", {"fnsku": "X1"}),
    "shipments": ("inbound_shipment", SHIPMENT_DEFAULTS),
    "queue": ("shipping_queue", QUEUE_DEFAULTS),
    "contents": ("shipment_content", CONTENT_DEFAULTS),
    "stock": ("inventory_level", {"sku": "SKU-1", "fnsku": "X1", "asin": "B1"}),
    "balances": (
        "ledger_summary",
        {"period": "day", "fnsku": "X1", "msku": "SKU-1", "disposition": "SELLABLE", "location": "US"},
    ),
    "summary": ("ledger_summary", SUMMARY_DEFAULTS),
}
ORDER_TABLES = ("customer_refund", "customer_return", "replacement", "order_line", "settlement", "settlement_line")
STOCK_TABLES = ("inventory_level", "ledger_summary")
INBOUND_DOWNLOADS = {"inbound_shipment": 14, "shipping_queue": 15, "shipment_content": 16}
SUMMARY_DOWNLOAD = 17
DOWNLOADS = (
    {"ledger_detail": 1, "reimbursement": 2, "cost": 3, "fx_rate": 3}
    | dict.fromkeys(("removal_order", "removal_shipment", "removal_receipt", *ORDER_TABLES, *STOCK_TABLES), 4)
    | INBOUND_DOWNLOADS
    | {"ledger_summary": SUMMARY_DOWNLOAD}
)
#: tables of which a row names every text column itself
BARE_TABLES = frozenset({"ledger_detail", "reimbursement", "cost", "fx_rate", *INBOUND_DOWNLOADS})
SHORT = {
    "date": "event_date",
    "approved": "approved_on",
    "reference": "reference_id",
    "centre": "fulfillment_center",
    "reconciled": "reconciled_quantity",
    "unreconciled": "unreconciled_quantity",
    "id": "reimbursement_id",
    "order": "order_id",
    "cash": "quantity_cash",
    "inventory": "quantity_inventory",
    "total": "amount_total",
    "each": "amount_per_unit",
    "original": "original_reimbursement_id",
    "cost": "unit_cost",
    "from": "effective_from",
    "shipment": "shipment_id",
    "shipped": "quantity_shipped",
    "received": "quantity_received",
    "delivered": "delivered_on",
    "closed": "closed_on",
    "expected_units": "units_expected",
    "located": "units_located",
}
NOT_TEXT = frozenset(
    {
        *("event_date", "quantity", "reconciled_quantity", "unreconciled_quantity"),
        *("approved_on", "quantity_cash", "quantity_inventory", "quantity_total"),
        *("amount_per_unit", "amount_total", "unit_cost", "effective_from", "rate_on", "rate"),
        *("shipped_on", "delivered_on", "closed_on", "quantity_shipped", "quantity_received", "cartons", "weight_kg"),
        *("created_on", "updated_on", "units_expected", "units_located"),
    }
)
AS_OF = date(2026, 11, 20)
COMMON = ("claim_type", "status", "reference_id", "quantity_open")


@functools.cache
def rules() -> dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """The rule tables, read once."""
    return load_policy().tables()


class World:
    """One account with a database in memory; rows come from docstrings, answers are compared as whole rows."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.ledger_covers: tuple[str, str] | None = ("2026-01-01", "2026-11-20")
        self.payments_cover: tuple[str, str] | None = ("2026-01-01", "2026-11-20")
        self.shipments_cover: tuple[str, str] | None = None
        #: marketplace, region, currency
        self.home = ("US", "US", "USD")
        self.early_cover_days = 10
        self.settle_days = {"settle_days_lost": 30, "settle_days_damaged": 14, "settle_days_return": 14}
        self.is_returnless = False
        self.returns_cover: tuple[str, str] | None = ("2026-01-01", "2026-11-20")
        #: kind of report: download id, file name, days
        self.also_covers: dict[str, tuple[int, str, tuple[str, str] | None]] = {}
        self.decisions: list[Decision] = []
        self.expected: list[dict[str, str]] | None = None
        self.columns: tuple[str, ...] = COMMON
        self._is_summarised = False
        self._as_of = AS_OF

    def fill(self, text: str) -> None:
        """Read blocks `name` / header row / rows, cells parted by bars; block `expected` is kept for `check`.

        A column left out takes its default; an empty cell is a blank.
        """
        for name, header, rows in _blocks(text):
            if name == "expected":
                self.expected, self.columns = rows, tuple(header)
                continue
            table, defaults = TABLES[name]
            for number, row in enumerate(rows, start=2 + len(self.con.table(table).fetchall())):
                named = {SHORT.get(key, key): value or None for key, value in row.items()}
                self._insert(table, defaults | named, number)

    def _insert(self, table: str, row: dict[str, Any], line: int) -> None:
        if table == "ledger_detail" and "sku" in row:
            row["msku"] = row.pop("sku")
        row = {"download_id": DOWNLOADS[table]} | row | {"line": line}
        if table not in BARE_TABLES:
            texts = self.con.execute(
                "select column_name from duckdb_columns() where table_name = $table and data_type = 'VARCHAR'",
                {"table": table},
            ).fetchall()
            row = {column: row.get(column) or "" for (column,) in texts} | {
                key: value for key, value in row.items() if value is not None
            }
        keys = {key: "" if value is None and key not in NOT_TEXT else value for key, value in row.items()}
        self._insert_row(table, keys)

    def _insert_row(self, table: str, keys: dict[str, Any]) -> None:
        columns = ", ".join(keys)
        marks = ", ".join(f"${key}" for key in keys)
        self.con.execute(f"insert into {table} ({columns}) values ({marks})", keys)

    def reconcile(self, as_of: date = AS_OF) -> None:
        """Add the downloads and run the engine; what holds of every run is asserted at once."""
        self.con.execute("delete from download")
        covered = {
            "ledger_detail": (1, "ledger.csv", self.ledger_covers),
            "reimbursements": (2, "payments.csv", self.payments_cover),
            "customer_returns": (4, "returns.csv", self.returns_cover),
            "inbound_shipments": (14, "inbound_shipments.csv", self.shipments_cover),
            **self.also_covers,
        }
        for kind, (download_id, file_name, days) in covered.items():
            if days is not None:
                self.con.execute(
                    "insert into download values ($id, $kind, 0, $kind, $name, timestamp '2026-11-20 00:00:00', "
                    "'', '', null, null, $first, $last, 0, 0, 0, 0, 0, true)",
                    {"id": download_id, "kind": kind, "name": file_name, "first": days[0], "last": days[1]},
                )
        marketplace, region, currency = self.home
        facts = AccountFacts(
            account="main",
            home_marketplace=marketplace,
            home_region=region,
            home_currency=currency,
            early_cover_days=self.early_cover_days,
            settle_days=self.settle_days,
            is_returnless=self.is_returnless,
        )
        reconcile(self.con, facts=facts, policy=rules(), as_of=as_of, decisions=self.decisions)
        make_claims(self.con, as_of)
        self._is_summarised, self._as_of = False, as_of
        self._hold()

    def summarise(self) -> None:
        """Make the tables beside the claims, once a run; the bridge must add up."""
        if not self._is_summarised:
            summarise(self.con, self._as_of)
            self._is_summarised = True
            bridge = dict(self.con.execute("select position, units from bridge").fetchall())
            assert bridge[0] == sum(bridge.values()) - bridge[0], bridge

    def _hold(self) -> None:
        # Every sentence is there and filled, every id is unique.
        reasons = [row[0] for row in self.rows("claim", "status_reason")]
        assert all(reasons), "a claim without a sentence"
        assert not [text for text in reasons if "{" in text]
        ids = self.rows("claim", "claim_id")
        assert len(ids) == len(set(ids))

    def told(self, key: str, value: str) -> dict[str, str]:
        """One column of the claims by another."""
        return {row[0]: row[1] for row in self.rows("claim", key, value)}

    def rows(self, table: str, *columns: str) -> list[tuple[str, ...]]:
        """Rows of a derived table as text, sorted."""
        if table in SUMMARY_TABLES:
            self.summarise()
        found = self.con.execute(f"select {', '.join(columns)} from {table}").fetchall()
        return sorted(tuple(text_of(cell) for cell in row) for row in found)

    def query(self, name: str, **params: Any) -> list[tuple[str, ...]]:
        """Rows that a stored query gives, as text, in its own order."""
        if set(queries.load(name).inputs) & set(SUMMARY_TABLES):
            self.summarise()
        found = self.con.execute(queries.text(name), params).fetchall()
        return [tuple(text_of(cell) for cell in row) for row in found]

    def check(self, as_of: date = AS_OF) -> None:
        """Run, and compare the claims with the `expected` block in its own columns, as whole sorted rows."""
        self.reconcile(as_of)
        assert self.expected is not None, "the docstring has no block 'expected'"
        wanted = sorted(tuple(row[column] for column in self.columns) for row in self.expected)
        assert self.rows("claim", *self.columns) == wanted

    def dismiss(self, claim_id: str) -> None:
        """Decide as a person does with `claims dismiss`."""
        self.decisions += [
            Decision(part_claim_id=part, decision="dismissed", case_id="", open_units=int(units))
            for part, units, _status in self.query("claims/dismissal", claim_id=claim_id)
        ]


def _blocks(text: str) -> Iterator[tuple[str, Sequence[str], list[dict[str, str]]]]:
    name: str = ""
    header: list[str] = []
    rows: list[dict[str, str]] = []
    for line in [*inspect.cleandoc(text).splitlines(), ""]:
        cells = [cell.strip() for cell in line.split("|")]
        if line.strip() in (*TABLES, "expected"):
            name, header, rows = line.strip(), [], []
        elif name and not line.strip():
            yield name, header, rows
            name = ""
        elif name and not header:
            header = cells
        elif name:
            rows.append(dict(zip(header, cells, strict=True)))


def text_of(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return str(cell)


@pytest.fixture(scope="session")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the stored tables; each test empties them first."""
    with duckdb.connect(config={"python_enable_replacements": False, "threads": 1}) as con:
        for name in queries.names():
            if name.startswith("schema/"):
                con.execute(queries.text(name))
        yield con


def emptied(con: duckdb.DuckDBPyConnection) -> World:
    """An account without rows."""
    for table in (*DOWNLOADS, "ledger_detail", "download"):
        con.execute(f"truncate {table}")
    return World(con)


@pytest.fixture
def empty_world(database: duckdb.DuckDBPyConnection) -> World:
    """An account without rows."""
    return emptied(database)


@pytest.fixture
def world(request: pytest.FixtureRequest, empty_world: World) -> World:
    """The world that stands in the test's docstring."""
    function: Callable[..., object] = request.function
    empty_world.fill(function.__doc__ or "")
    return empty_world
