"""What a person sees: results on standard output, progress and faults on standard error; the only place that prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from reconcile.app import Progress


def say(text: str = "") -> None:
    """A line of the result; control characters of foreign text are not let through."""
    print("".join(character if character.isprintable() else " " for character in text))


def note(text: str) -> None:
    """A line that is not the result: progress, hints, faults."""
    print(text, file=sys.stderr)


def write(text: str) -> None:
    """A result as it is, LF on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def ask(question: str) -> bool:
    """A yes or no from a person; no where nobody is there to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    note(question)
    print("Take it in? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, numeric: frozenset[str] = frozenset()) -> None:
    """Rows as a table that fits the terminal; plain columns where the output is piped."""
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column, justify="right" if column in numeric else "left", overflow="fold")
    for row in rows:
        grid.add_row(*[shown(cell) for cell in row])
    console.print(grid, markup=False)


def shown(value: object) -> str:
    """A value for reading: unknown as a dash, no markup, no control characters from foreign text."""
    from rich.markup import escape

    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, date):
        return value.isoformat()
    text = "".join(character if character.isprintable() else " " for character in str(value))
    return escape(text)


@contextmanager
def progress(total: int | None = None) -> Iterator[Progress]:
    """A bar on a terminal; elsewhere nothing, since results tell a line per file."""
    if not sys.stderr.isatty():
        yield lambda _name, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=total)

        def show(name: str, share: float | None) -> None:
            bars.update(
                task,
                description=shown(name),
                total=None if share is None else 1.0,
                completed=0.0 if share is None else share,
            )

        yield show
