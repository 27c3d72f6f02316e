"""The claims of the last run, kept in the account's database with the stamp of what they were made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import queries
from reconcile.engine.changes import remember
from reconcile.engine.run import DERIVED, AccountFacts, Decision
from reconcile.engine.steps import one_thread_a_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SCHEMA = "result"
_TABLES = ("coverage", "claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Of what a set of claims was made; equal stamps mean equal claims. `run_at` (UTC) is told, not compared."""

    as_of: date
    program: str
    policy: str
    downloads: str
    #: settings and decisions, as one word
    decisions: str
    run_at: datetime | None = None

    def is_same(self, other: Stamp | None) -> bool:
        """Whether claims of the other stamp can stand for this one."""
        return other is not None and self.compared() == other.compared()

    def compared(self) -> tuple[object, ...]:
        """What makes the claims what they are."""
        return self.as_of, self.program, self.policy, self.downloads, self.decisions


def stamp_of(
    con: DuckDBPyConnection,
    *,
    as_of: date,
    program: str,
    policy: str,
    facts: AccountFacts,
    decisions: Iterable[Decision],
) -> Stamp:
    """The stamp that claims made now would bear."""
    row = con.execute(queries.text("result/downloads_stamp")).fetchone()
    told = repr((facts, sorted(map(repr, decisions))))
    return Stamp(
        as_of=as_of,
        program=program,
        policy=policy,
        downloads=str(row[0]) if row else "",
        decisions=hashlib.sha256(told.encode()).hexdigest()[:16],
    )


def keep(con: DuckDBPyConnection, stamp: Stamp, run_at: datetime) -> None:
    """Write the claims of the reconciliation on `con` into the database and remember the run, all or nothing.

    From then on `claim` means the kept ones on this connection.
    """
    told = {
        "as_of": stamp.as_of,
        "run_at": run_at,
        "program": stamp.program,
        "policy": stamp.policy,
        "downloads": stamp.downloads,
        "decisions": stamp.decisions,
    }
    with one_thread_a_query(con):
        _write(con, told)


def _write(con: DuckDBPyConnection, told: Mapping[str, object]) -> None:
    con.execute("begin transaction")
    try:
        con.execute(f"create schema if not exists {_SCHEMA}")
        con.execute(f"create or replace table {_SCHEMA}.coverage as from {DERIVED}.coverage")
        con.execute(f"create or replace table {_SCHEMA}.claim as\n{queries.text('claims/claim')}")
        con.execute(f"create or replace table {_SCHEMA}.run_stamp as\n{queries.text('result/run_stamp')}", dict(told))
        use_kept(con)
        remember(con, told)
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise


def kept_stamp(con: DuckDBPyConnection) -> Stamp | None:
    """The stamp of the kept claims; None before the first run."""
    if not _has_results(con):
        return None
    row = con.execute(
        f"from {_SCHEMA}.run_stamp",
    ).fetchone()
    if row is None:
        return None
    as_of, run_at, program, policy, downloads, decisions = row
    return Stamp(as_of=as_of, run_at=run_at, program=program, policy=policy, downloads=downloads, decisions=decisions)


def use_kept(con: DuckDBPyConnection) -> None:
    """Let `claim` and its neighbours mean the kept tables on this connection."""
    for name in _TABLES:
        con.execute(f"create or replace temp view {name} as from {_SCHEMA}.{name}")


def _has_results(con: DuckDBPyConnection) -> bool:
    found = con.execute(queries.text("result/has_stamp")).fetchone()
    return bool(found and found[0])
