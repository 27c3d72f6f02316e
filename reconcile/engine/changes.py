"""What changed since an earlier run: where its claims stood is remembered, and compared when a page is made.

Two runs are remembered in the account's database, in narrow columns: `standing` is the last one, `earlier` is one of
another day. Compared is with `earlier`, and only where its day lies before the day of the run; so a repeated run of the
same day compares with the same one again. What is remembered cannot be made anew from the reports, which Amazon
rewrites: a rebuild carries it over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

import queries

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCHEMA: Final = "result"
STANDING: Final = "standing"
EARLIER: Final = "earlier"
_STAMP: Final = "_stamp"
_STEPS: Final = (
    "earlier_run",
    "changed_event",
    "changed_claim",
    "changed_status",
    "event_then_now",
    "event_cover",
    "event_gone",
    "event_closed",
    "change",
)


def remember(con: DuckDBPyConnection, stamp: Mapping[str, object]) -> None:
    """Remember where the claims on the connection stand; to be called in the transaction that keeps them.

    Of the two runs remembered before, the one of the newest day other than this run's stays as `earlier`: a replay of
    an old day does not make the account forget the last one.

    Args:
        con: the claims of this run are on it as temporary tables.
        stamp: the parameters of queries/result/run_stamp.sql.
    """
    days = {name: _day(con, name) for name in (STANDING, EARLIER)}
    last, before = (date.min if day in (None, stamp["as_of"]) else day for day in days.values())
    if last > before:
        for suffix in ("", _STAMP):
            con.execute(f"create or replace table {SCHEMA}.{EARLIER}{suffix} as from {SCHEMA}.{STANDING}{suffix}")
    order_rows(con)
    con.execute(f"create or replace table {SCHEMA}.{STANDING} as\n{queries.text('result/standing')}")
    con.execute(
        f"create or replace table {SCHEMA}.{STANDING}{_STAMP} as\n{queries.text('result/run_stamp')}", dict(stamp)
    )


def compare(con: DuckDBPyConnection, as_of: date) -> date | None:
    """Leave `change` and the tables behind it on the connection; the day of the run remembered beside this one.

    The tables are there only where that day lies before `as_of`. None where no other run is remembered.
    """
    day = _day(con, EARLIER)
    if day is None or day >= as_of:
        return day
    for name in (STANDING, EARLIER, f"{EARLIER}{_STAMP}"):
        con.execute(f"create or replace temp view {name} as from {SCHEMA}.{name}")
    order_rows(con)
    for name in _STEPS:
        query = queries.load(f"result/{name}")
        values = {"as_of": as_of} if query.params else {}
        con.execute(f"create or replace temp table {name} as\n{query.sql}", values)
    return day


def order_rows(con: DuckDBPyConnection) -> None:
    """The rows behind losses of orders, as a view: only those that a claim rests on are ever read."""
    con.execute(f"create or replace temp view order_row as\n{queries.text('result/order_row')}")


def carry_over(con: DuckDBPyConnection, old: Path) -> None:
    """Copy what is remembered from the database `old` into the one on `con`; one beyond reading has nothing to say."""
    path = str(old).replace("'", "''")
    try:
        con.execute(f"attach '{path}' as old (read_only)")
    except duckdb.Error:
        return
    try:
        con.execute("begin transaction")
        con.execute(f"create schema if not exists {SCHEMA}")
        for name in (STANDING, f"{STANDING}{_STAMP}", EARLIER, f"{EARLIER}{_STAMP}"):
            if _has(con, name):
                con.execute(f"create table {SCHEMA}.{name} as from old.{SCHEMA}.{name}")
        con.execute("commit")
    except duckdb.Error:
        con.execute("rollback")


def _has(con: DuckDBPyConnection, name: str) -> bool:
    (found,) = con.execute(queries.text("result/has_table"), {"name": name}).fetchall()
    return bool(found[0])


def _day(con: DuckDBPyConnection, name: str) -> date | None:
    """The day of a remembered run; None where there is none, or one that another program remembered differently."""
    if not (_has(con, name) and _has(con, f"{name}{_STAMP}")):
        return None
    columns = con.execute(f"from {SCHEMA}.{name} limit 0").description or []
    if tuple(column[0] for column in columns) != queries.load("result/standing").outputs:
        return None
    # the day is the first column of queries/result/run_stamp.sql
    stamps = con.execute(f"from {SCHEMA}.{name}{_STAMP}").fetchall()
    return stamps[0][0] if stamps else None
