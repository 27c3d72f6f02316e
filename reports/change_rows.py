"""What the page and the terminal say of the changes since an earlier run, as rows of queries/report/change_*.sql."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeVar

import duckdb

import queries

Row = TypeVar("Row")

CHANGE_LIMIT: Final = 200
"""Lines of the list of changes: what a person reads, the most valuable first."""
COVER_LIMIT: Final = 3
"""Payments and found units that a line names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRun:
    """The run that the changes count from."""

    as_of: date
    run_at: datetime
    program: str
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTotal:
    """The changes of one kind and currency."""

    position: int
    kind: str
    currency: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One kind of change of one loss event; columns as in queries/result/change.sql."""

    event_key: str
    kind: str
    position: int
    value_rank: int
    units: int
    amount: Decimal | None
    currency: str
    minor_digits: int
    claim_type: str
    reference_id: str
    event_date: date | None
    sku: str
    fnsku: str
    title: str
    then_units: int
    now_units: int
    then_states: str
    now_states: str
    claim_id: str
    is_open: bool
    then_unit_value: Decimal | None
    now_unit_value: Decimal | None
    then_cost: Decimal | None
    now_cost: Decimal | None
    then_deadline: date | None
    now_deadline: date | None
    then_opens: date | None
    now_opens: date | None
    then_code: str
    now_code: str
    is_row_new: bool
    why: str
    change_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCover:
    """A payment or a found unit that made good a changed event."""

    event_key: str
    kind: str
    cover_row: int
    units: int
    is_new: bool
    reference_id: str
    case_id: str
    covered_on: date
    currency: str
    minor_digits: int
    amount: Decimal | None
    cover_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanges:
    """The changes of one account.

    Attributes:
        earlier: the run they count from; None where no run of an earlier day is remembered.
        remembered: the day of the run remembered beside this one; without `earlier` it is a later one, or None.
        totals: of all changes, by kind and currency.
        lines: the most valuable ones.
        cover: of the lines, by their event.
    """

    earlier: EarlierRun | None
    remembered: date | None
    totals: tuple[ChangeTotal, ...] = ()
    lines: tuple[ChangeRow, ...] = ()
    cover: tuple[ChangeCover, ...] = ()


def read_changes(
    con: duckdb.DuckDBPyConnection, as_of: date, remembered: date | None, *, row_limit: int = CHANGE_LIMIT
) -> AccountChanges:
    """The changes, from the tables that comparing left on `con`.

    Args:
        con: with `change` and what is behind it, if there is an earlier run to compare with.
        as_of: the day of the run.
        remembered: the day of the run remembered beside it.
        row_limit: how many lines to read.
    """
    if remembered is None or remembered >= as_of:
        return AccountChanges(earlier=None, remembered=remembered)
    (earlier,) = _read(con, "change_stamp", EarlierRun)
    lines = _read(con, "change_line", ChangeRow, {"row_limit": row_limit})
    keys: Sequence[str] = sorted({line.event_key for line in lines})
    return AccountChanges(
        earlier=earlier,
        remembered=remembered,
        totals=_read(con, "change_total", ChangeTotal),
        lines=lines,
        cover=_read(con, "change_cover", ChangeCover, {"event_keys": keys, "row_limit": COVER_LIMIT}),
    )


def _read(
    con: duckdb.DuckDBPyConnection, name: str, row: type[Row], params: Mapping[str, object] | None = None
) -> tuple[Row, ...]:
    """The rows of queries/report/<name>.sql; TypeError where columns and class differ."""
    query = queries.load(f"report/{name}")
    found = con.execute(query.sql, dict(params or {})).fetchall()
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in found)
