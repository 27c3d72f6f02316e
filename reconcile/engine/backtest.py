"""What became of each unit that an earlier day would have claimed: the run of that day held against a later one.

Both runs read the same stored rows; that of the earlier day leaves out what is dated after it. Nothing stored is
written: all tables here are temporary ones of the connection. The two runs may be made in any order.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import queries
from reconcile.engine.changes import order_rows
from reconcile.engine.run import prove
from reconcile.engine.steps import one_thread_a_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: of the run of either day: what is open, and which cover stands for which loss
_BOTH: Final = ("open_unit", "cover_unit")
#: only a later day knows
_NOW: Final = ("taken_back", "topped_up", "in_case")
_STEPS: Final = ("claimed", "received", "made_good", "outcome")


def remember_now(con: DuckDBPyConnection) -> None:
    """Keep what the later run on the connection knows, as now_open, now_cover and what only it can know."""
    _remember(con, "now", (*_BOTH, *_NOW))


def remember_then(con: DuckDBPyConnection) -> None:
    """Keep what the earlier run on the connection would have claimed and what stood for it: then_open, then_cover."""
    _remember(con, "then", _BOTH)


def hold_against(con: DuckDBPyConnection, *, then: date, as_of: date) -> None:
    """Leave claimed, made_good and outcome on the connection, after both runs were remembered on it.

    Args:
        con: the connection of both runs; stored tables are read once more for units that arrived since.
        then: the day looked back to.
        as_of: the day on which the outcome is told.

    Raises:
        BalanceError: the units of the outcomes are not those of the claims.
    """
    with one_thread_a_query(con):
        for name in _STEPS:
            query = queries.load(f"backtest/{name}")
            values = {key: value for key, value in {"then": then, "as_of": as_of}.items() if key in query.params}
            con.execute(f"create or replace temp table {name} as\n{query.sql}", values)
        prove(con, "audit/backtest_balance")


def _remember(con: DuckDBPyConnection, side: str, names: tuple[str, ...]) -> None:
    with one_thread_a_query(con):
        order_rows(con)
        con.execute(f"create or replace temp table loss_key as\n{queries.text('backtest/loss_key')}")
        for name in names:
            table = f"{side}_{name.removesuffix('_unit')}"
            con.execute(f"create or replace temp table {table} as\n{queries.text(f'backtest/{name}')}")
