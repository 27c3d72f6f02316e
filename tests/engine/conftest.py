"""Tiny worlds for engine tests: the tables stand in the test's docstring, with only the columns that matter."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

import queries
from reconcile.engine.run import AccountFacts, Decision, reconcile
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
TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "ledger": ("ledger_evidence", LEDGER_DEFAULTS),
    "payments": ("reimbursement", PAYMENT_DEFAULTS),
    "costs": ("cost", COST_DEFAULTS),
    "rates": ("fx_rate", {}),
}
SHORT = {
    "date": "event_date",
    "approved": "approved_on",
    "reference": "reference_id",
    "centre": "fulfillment_center",
    "reconciled": "reconciled_quantity",
    "unreconciled": "unreconciled_quantity",
    "id": "reimbursement_id",
    "cash": "quantity_cash",
    "inventory": "quantity_inventory",
    "total": "amount_total",
    "each": "amount_per_unit",
    "original": "original_reimbursement_id",
    "sku": "sku",
}
AS_OF = date(2026, 11, 20)


class World:
    """One account with a database in memory; rows come from docstrings, answers are compared as whole rows."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.ledger_covers: tuple[str, str] | None = ("2026-01-01", "2026-11-20")
        self.payments_cover: tuple[str, str] | None = ("2026-01-01", "2026-11-20")
        self.home = ("US", "US", "USD")
        self.decisions: list[Decision] = []
        self.expected: list[dict[str, str]] = []

    def fill(self, text: str) -> None:
        """Read blocks `name` / header row / rows, cells parted by bars; block `expected` is kept for `claims`."""
        for name, rows in _blocks(text):
            if name == "expected":
                self.expected = rows
                continue
            table, defaults = TABLES[name]
            for number, row in enumerate(rows, start=2):
                self._insert(
                    table,
                    defaults | {SHORT.get(key, key): value or None for key, value in row.items()},
                    number,
                )

    def _insert(self, table: str, row: dict[str, Any], line: int) -> None:
        if table == "ledger_evidence" and "sku" in row:
            row["msku"] = row.pop("sku")
        row |= {"download_id": 1 if table == "ledger_evidence" else 2, "line": line}
        if table in ("cost", "fx_rate"):
            row["download_id"] = 3
        keys = {key: "" if value is None and _is_text(key) else value for key, value in row.items()}
        columns = ", ".join(keys)
        marks = ", ".join(f"${key}" for key in keys)
        self.con.execute(f"insert into {table} ({columns}) values ({marks})", keys)
        if table == "ledger_evidence" and not self._is_view("ledger_detail"):
            slim = {key: value for key, value in keys.items() if key != "line"}
            self.con.execute(
                f"insert into ledger_detail ({', '.join(slim)}) values ({', '.join('$' + key for key in slim)})",
                slim,
            )

    def _is_view(self, name: str) -> bool:
        row = self.con.execute(
            "select count(*) from duckdb_views() where view_name = $name", {"name": name}
        ).fetchone()
        return row is not None and row[0] > 0

    def reconcile(self, as_of: date = AS_OF) -> None:
        """Add the downloads and run the engine."""
        self.con.execute("delete from download")
        covered = {"ledger_detail": (1, self.ledger_covers), "reimbursements": (2, self.payments_cover)}
        for kind, (download_id, days) in covered.items():
            if days is not None:
                self.con.execute(
                    "insert into download values ($id, $kind, 0, $kind, $kind, timestamp '2026-11-20 00:00:00', '', '', "
                    "null, null, $first, $last, 0, 0, 0, 0, 0, true)",
                    {"id": download_id, "kind": kind, "first": days[0], "last": days[1]},
                )
        marketplace, region, currency = self.home
        facts = AccountFacts(
            account="main",
            home_marketplace=marketplace,
            home_region=region,
            home_currency=currency,
            early_cover_days=10,
            settle_days={"settle_days_lost": 30, "settle_days_damaged": 14},
        )
        reconcile(self.con, facts=facts, policy=load_policy().tables(), as_of=as_of, decisions=self.decisions)

    def rows(self, table: str, *columns: str) -> list[tuple[str, ...]]:
        """Rows of a derived table as text, sorted."""
        found = self.con.execute(f"select {', '.join(columns)} from {table}").fetchall()
        return sorted(tuple(_text(cell) for cell in row) for row in found)

    def check(self, as_of: date = AS_OF) -> None:
        """Run, and compare the claims with the `expected` block in its own columns, as whole sorted rows."""
        self.reconcile(as_of)
        assert self.expected is not None
        columns = (
            list(self.expected[0])
            if self.expected
            else ["claim_type", "status", "reference_id", "quantity_open"]
        )
        wanted = sorted(tuple(row[column] for column in columns) for row in self.expected)
        assert self.rows("claim", *columns) == wanted


def _is_text(column: str) -> bool:
    return column not in {
        "reconciled_quantity",
        "unreconciled_quantity",
        "quantity_cash",
        "quantity_inventory",
        "quantity_total",
        "amount_per_unit",
        "amount_total",
        "approved_on",
        "effective_from",
        "event_date",
        "quantity",
    }


def _blocks(text: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    name, header, rows = "", [], []  # type: str, list[str], list[dict[str, str]]
    for line in [*inspect.cleandoc(text).splitlines(), ""]:
        cells = [cell.strip() for cell in line.split("|")]
        if line.strip() in (*TABLES, "expected"):
            name, header, rows = line.strip(), [], []
        elif name and not line.strip():
            yield name, rows
            name = ""
        elif name and not header:
            header = cells
        elif name:
            rows.append(dict(zip(header, cells, strict=True)))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return str(cell)


@pytest.fixture
def empty_world() -> Iterator[World]:
    """An account without rows."""
    con = duckdb.connect(config={"python_enable_replacements": False})
    for name in queries.names():
        if name.startswith("schema/"):
            con.execute(queries.text(name))
    yield World(con)
    con.close()


@pytest.fixture
def world(request: pytest.FixtureRequest, empty_world: World) -> World:
    """The world that stands in the test's docstring."""
    function: Callable[..., object] = request.function
    empty_world.fill(function.__doc__ or "")
    return empty_world
