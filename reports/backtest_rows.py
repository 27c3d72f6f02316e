"""What a look back found, as rows of queries/backtest/listed.sql and total.sql."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

import duckdb

import queries

Row = TypeVar("Row")

WITHOUT_CLAIM: Final = frozenset(
    {"paid", "found", "graded_back", "returned", "charged", "received", "taken_back", "moved", "gone"}
)
"""Outcomes after which the claim had been one too many, unless a case brought them about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """Units of one claim with one outcome, told by one row of a report; columns as in queries/backtest/listed.sql."""

    account: str
    claim_id: str
    place: int
    is_settled_since: bool
    claim_type: str
    reference_id: str
    event_date: date | None
    sku: str
    fnsku: str
    units_claimed: int
    outcome: str
    is_in_case: bool
    units: int
    now_status: str
    now_question: str
    currency: str
    minor_digits: int
    unit_value: Decimal | None
    amount: Decimal | None
    covered_on: date | None
    cover_id: str
    case_id: str
    paid_currency: str
    paid_amount: Decimal | None
    cover_file: str
    cover_line: int | None
    loss_file: str
    loss_line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTotal:
    """The units of one outcome by claim type and currency; columns as in queries/backtest/total.sql."""

    is_settled_since: bool
    claim_type: str
    currency: str
    minor_digits: int
    outcome: str
    is_in_case: bool
    now_status: str
    claim_count: int
    units: int
    unpriced_units: int
    amount: Decimal

    @property
    def is_without_claim(self) -> bool:
        """Whether these units were made good, or turned out to be no loss, without a claim."""
        return self.outcome in WITHOUT_CLAIM and not self.is_in_case


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBacktest:
    """A look back of one account.

    Attributes:
        name: the account's.
        then: the day looked back to.
        as_of: the day on which the outcome is told.
        rows: every unit that would have been claimed, and beside them (is_settled_since) those that today's ledger
            calls reconciled and that of the day need not have.
        totals: their sums.
        caveats: what to know of the data, in sentences.
        coverage: kind of report, first day and last day of what the downloads cover.
    """

    name: str
    then: date
    as_of: date
    rows: tuple[OutcomeRow, ...]
    totals: tuple[OutcomeTotal, ...]
    caveats: tuple[str, ...] = ()
    coverage: tuple[tuple[str, date, date], ...] = ()


def read_backtest(
    con: duckdb.DuckDBPyConnection, *, account: str, then: date, as_of: date, caveats: Iterable[str]
) -> AccountBacktest:
    """The look back that `hold_against` left on `con`."""
    return AccountBacktest(
        name=account,
        then=then,
        as_of=as_of,
        rows=_read(con, "backtest/listed", OutcomeRow),
        totals=_read(con, "backtest/total", OutcomeTotal),
        caveats=tuple(caveats),
        coverage=tuple(row[:3] for row in con.execute(queries.text("status/coverage")).fetchall()),
    )


def _read(con: duckdb.DuckDBPyConnection, name: str, row: type[Row]) -> tuple[Row, ...]:
    query = queries.load(name)
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in con.execute(query.sql).fetchall())


BACKTEST_COLUMNS: Final = tuple(
    field.name for field in fields(OutcomeRow) if field.name not in {"place", "minor_digits"}
)
"""The columns of `backtest --format csv`, in their order."""
