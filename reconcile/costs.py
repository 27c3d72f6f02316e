"""What is done with the cost book besides a run: what it holds, what it lacks, and where Amazon pays below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import queries
from reconcile.app import reconciled
from reconcile.config import Account, load_config
from reconcile.engine.run import summarise
from reconcile.policy.sourcing_cost import SourcingCost, load_sourcing_cost
from reconcile.store.account import AccountStore
from reports.cost_template import TemplateRow, write_template

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Products that Amazon values below cost.

    Attributes:
        rows: one dict a product, in the columns of queries/costs/gap_listed.sql with the account first; money rounded
            to the currency's minor units.
        approved_count: products paid below a cost that Amazon has on file: nothing to upload.
        way: where the sheet goes, and what to know before.
    """

    rows: list[dict[str, Any]]
    approved_count: int
    way: SourcingCost


def listed(folder: Path, account: str | None = None) -> list[dict[str, Any]]:
    """The cost book: one dict a row, by SKU and day."""
    found: list[dict[str, Any]] = []
    for owner in _owners(folder, account):
        with AccountStore(folder, owner.name, command="costs list") as store:
            found += [{"account": owner.name} | row for row in _dicts(store.con, "costs/listed")]
    return found


def missing(folder: Path, account: str | None = None, *, today: date) -> list[dict[str, Any]]:
    """SKUs that have open units or payments of the cost rule, and no cost on that day: units, most first."""
    found: list[dict[str, Any]] = []
    for owner in _owners(folder, account):
        with reconciled(folder, owner, None, today, is_fresh=True) as (store, day):
            found += [{"account": owner.name} | row for row in _dicts(store.con, "costs/missing", {"as_of": day})]
    return found


def gaps(folder: Path, account: str | None = None, *, today: date) -> Gaps:
    """What Amazon's own payments value below the seller's cost, by units on hand, as of the last run.

    Args:
        folder: the workspace.
        account: only this one.
        today: the day of the clock, where no run was made yet.
    """
    rows: list[dict[str, Any]] = []
    approved_count = 0
    for owner in _owners(folder, account):
        with reconciled(folder, owner, None, today, is_fresh=True) as (store, day):
            summarise(store.con, day)
            rows += [{"account": owner.name} | _in_minor_units(row) for row in _dicts(store.con, "costs/gap_listed")]
            approved_count += sum(row["product_count"] for row in _dicts(store.con, "costs/gap_approved"))
    return Gaps(rows=rows, approved_count=approved_count, way=load_sourcing_cost())


def write_gap_template(found: Gaps, target: Path) -> int:
    """Write the products into the columns of Amazon's bulk template; how many rows it has.

    A product without an FNSKU is left out, since Amazon finds the row by it.

    Raises:
        ReconcileError: the file is there already, its ending is none that is known, or it cannot be written.
    """
    rows = [
        TemplateRow(asin=row["asin"], fnsku=row["fnsku"], currency=row["currency"], new_cost=row["unit_cost"])
        for row in found.rows
        if row["fnsku"]
    ]
    write_template(rows, target, sheet=found.way.sheet, columns=found.way.columns)
    return len(rows)


def _owners(folder: Path, account: str | None) -> Iterator[Account]:
    config = load_config(folder)
    yield from [config.account(account)] if account else config.accounts.values()


def _dicts(con: DuckDBPyConnection, name: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    query = queries.load(name)
    found = con.execute(query.sql, dict(params or {})).fetchall()
    return [dict(zip(query.outputs, row, strict=True)) for row in found]


def _in_minor_units(row: dict[str, Any]) -> dict[str, Any]:
    unit = Decimal(1).scaleb(-row.pop("minor_digits"))
    return {name: value.quantize(unit) if isinstance(value, Decimal) else value for name, value in row.items()}
