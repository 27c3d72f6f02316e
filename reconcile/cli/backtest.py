"""The command that looks back: what would have been claimed some days ago, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reconcile.cli.options import HERE, AccountOption, Workspace, today
from reconcile.errors import ReconcileError

if TYPE_CHECKING:
    from reconcile.backtest import Looked

DAYS = 60
#: more rows than a person reads on a terminal
TABLE_ROWS = 200
SHOWN_COLUMNS = (
    "claim_id",
    "claim_type",
    "reference_id",
    "units",
    "outcome",
    "now_status",
    "covered_on",
    "cover_id",
    "cover_file",
    "cover_line",
)
SUM_COLUMNS = ("claim_type", "currency", "claimed", "without_claim", "in_case", "open", "amount")
NUMERIC = frozenset({"units", "cover_line", "claimed", "without_claim", "in_case", "open", "amount"})


class BacktestFormat(StrEnum):
    """How `backtest` writes."""

    table = "table"
    csv = "csv"
    json = "json"


class NotADayError(ReconcileError):
    """A day that is no ISO date."""

    def __init__(self, value: str) -> None:
        super().__init__(f"--as-of '{value}' is not a date; write it as YYYY-MM-DD, e.g. 2026-11-20.")


def backtest(
    workspace: Workspace = HERE,
    days: Annotated[int, typer.Option("--days", help="How many days to look back.", metavar="N")] = DAYS,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The day to look back from; the last run's if not named.", metavar="DATE"),
    ] = None,
    format_: Annotated[BacktestFormat, typer.Option("--format", help="How to write it.")] = BacktestFormat.table,
    account: AccountOption = None,
) -> None:
    """Try the rules on your own past: what would have been claimed then, and what became of each unit.

    Example: fba-reconcile backtest --days 60
    """
    from reconcile import backtest as use_cases
    from reconcile.cli.console import note, say, write

    found = use_cases.backtest(workspace, days=days, as_of=_day(as_of), account=account, today=today())
    if format_ is BacktestFormat.csv:
        write(use_cases.as_csv(found))
    elif format_ is BacktestFormat.json:
        write(use_cases.as_json(found) + "\n")
    else:
        _tell(found)
    for one in found.accounts:
        for sentence in one.caveats:
            note(f"{_prefix(found, one.name)}{sentence}")
    (say if format_ is BacktestFormat.table else note)(f"Report: {found.page.resolve()}")


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise NotADayError(value or "") from None


def _prefix(found: Looked, account: str) -> str:
    return f"{account}: " if len(found.accounts) > 1 else ""


def _tell(found: Looked) -> None:
    from reconcile import backtest as use_cases
    from reconcile.cli.console import note, say, table

    for one in found.accounts:
        for sentence in use_cases.said(one):
            say(f"{_prefix(found, one.name)}{sentence}")
        sums = use_cases.sums(one)
        if not sums:
            continue
        say()
        table(SUM_COLUMNS, [[row[column] for column in SUM_COLUMNS] for row in sums], numeric=NUMERIC)
        say()
        rows = use_cases.listed(one)
        _rows(rows[:TABLE_ROWS])
        if len(rows) > TABLE_ROWS:
            note(f"{len(rows) - TABLE_ROWS} more rows: --format csv")
        say()


def _rows(rows: Sequence[dict[str, object]]) -> None:
    from reconcile.cli.console import table

    table(SHOWN_COLUMNS, [[row[column] for column in SHOWN_COLUMNS] for row in rows], numeric=NUMERIC)
