"""What loading a file needs and gives, and the two readers of every report.

The fast reader lets DuckDB read the file; the careful one reads it in Python, row by row, and writes
what it understood as a plain file that DuckDB reads in turn. Both give the same rows.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import duckdb

import queries
from connectors.cleaning import Cleaner, clean_columns
from connectors.layout import Layout
from connectors.records import LONGEST_LINE, LongLineError, Record, records, records_of_lines
from connectors.report import folded
from reconcile.errors import ReconcileError
from reconcile.store.text import ReportText

__all__ = [
    "CleanFile",
    "Loaded",
    "Loading",
    "NeedsCareError",
    "RejectBook",
    "RoundedIdError",
    "TooManyRejectsError",
    "WrongAccountError",
    "clean_lines",
    "clean_whole",
    "dialect_of",
    "guard_file",
    "reject_lines",
]

SHOWN_RAW_TEXT = 2000
FNSKUS_THAT_TELL = 3
# A file up to this size is held while it is read, a larger one is read twice.
HELD_IN_MEMORY = 8 * 1024 * 1024


class NeedsCareError(Exception):
    """The fast reader cannot have this file; never seen by a person."""


class TooManyRejectsError(ReconcileError):
    """More rows of a file are unreadable than readable."""

    def __init__(self, rejected: int, rows_read: int, first: str, cure: str) -> None:
        super().__init__(f"cannot be read: {rejected} of {rows_read} rows are unreadable ({first}); {cure}")


class WrongAccountError(ReconcileError):
    """A file of FNSKUs that are not this account's, and a person who says so."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"was not taken in: {why}; import it with --account for the account it belongs to,"
            " or with --yes if it is this one's"
        )


class RoundedIdError(ReconcileError):
    """Ids of which a spreadsheet kept only the first digits."""

    def __init__(self, rounded: str) -> None:
        super().__init__(
            f"was not taken in: its ids were rounded by a spreadsheet ({rounded});"
            " download the report again and do not open it before importing"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """One file on its way into one account, inside one transaction."""

    con: duckdb.DuckDBPyConnection
    account: str
    temporary: Path
    file_name: str
    download_id: int
    text: ReportText
    home_zone: ZoneInfo
    whole_currency: bool
    confirm: Callable[[str], bool]
    taker_of_bytes: Callable[[], tuple[str, str] | None]
    is_replay: bool
    rejects: RejectBook

    def cleaner(self) -> Cleaner:
        """The careful reader's judge of cells for this file."""
        return Cleaner(self.text.layout, self.home_zone, self.whole_currency)

    def run(self, name: str, **parameters: object) -> duckdb.DuckDBPyConnection:
        """Execute a query of the store."""
        return self.con.execute(queries.text(f"store/{name}"), parameters or None)

    def define_rows(self, name: str) -> None:
        """Define how the rows of a report's file are read: the table macro `<name>_rows`, and what it is made of."""
        self.run("cells")
        self.run(f"{name}_reader")

    def one(self, name: str, **parameters: object) -> tuple[object, ...]:
        """The single row that a query of the store gives."""
        row = self.run(name, **parameters).fetchone()
        if row is None:
            raise LookupError(f"store/{name} gave no row")
        return tuple(row)

    def changed(self, name: str) -> int:
        """Execute a change and tell how many rows it concerned."""
        row = self.run(name).fetchone()
        return int(row[0]) if row else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of the rows of a file, and a sentence on what a person should know of them."""

    rows_read: int
    rows_new: int
    rows_known: int
    rows_updated: int
    first_day: dt.date | None
    last_day: dt.date | None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanFile:
    """What the careful reader understood, as a file for DuckDB."""

    path: Path
    columns: dict[str, str]
    rows: int


class RejectBook:
    """The rejected rows of one file, with line and reason, in a file until they are stored."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stack = ExitStack()
        self._writer = csv.writer(
            self._stack.enter_context(path.open("w", encoding="utf-8", newline="")),
            quoting=csv.QUOTE_ALL,
            lineterminator="\n",
        )
        self.count = 0
        self.first = ""
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self._stack.close()
        stream = self._stack.enter_context(self.path.open("w", encoding="utf-8", newline=""))
        self._writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        self._writer.writerow(["line", "reason", "raw_text"])
        self.count = 0
        self.first = ""

    def add(self, line: int, reason: str, raw_text: str) -> None:
        """Keep one row."""
        if not self.count:
            self.first = f"line {line}: {reason}"
        self.count += 1
        self._writer.writerow([line, reason, raw_text[:SHOWN_RAW_TEXT]])

    def judge(self, rows_read: int, cure: str) -> None:
        """Refuse the file when more of its rows were rejected than read.

        Raises:
            TooManyRejectsError: more than half.
        """
        if self.count * 2 > rows_read:
            raise TooManyRejectsError(self.count, rows_read, self.first, cure)

    def close(self) -> None:
        """All rows are on disk."""
        self._stack.close()

    def __enter__(self) -> Self:
        """The book itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the file."""
        self.close()


def dialect_of(layout: Layout) -> dict[str, object]:
    """The parameters with which DuckDB reads a file of this layout, all cells as text."""
    names = {position: name for name, position in layout.positions.items()}
    return {
        "delimiter": layout.delimiter,
        "quoting": '"' if layout.is_quoted else "",
        "skipped": layout.header_line - 1,
        "columns_of": {names.get(position, f"other_{position}"): "VARCHAR" for position in range(len(layout.headers))},
    }


def reject_lines(loading: Loading) -> list[int]:
    """The lines that DuckDB's reader left out of the file it has just read."""
    try:
        return [line for (line,) in loading.run("reject_lines").fetchall()]
    except duckdb.CatalogException:
        return []


def clean_whole(loading: Loading) -> CleanFile:
    """The whole file, read with care.

    Raises:
        ReconcileError: the file as a whole cannot be read.
    """
    layout = loading.text.layout
    cleaner = loading.cleaner()
    loading.rejects.clear()
    rows: Iterable[Record] = records(loading.text.path, layout)
    if cleaner.needs_survey:
        is_small = loading.text.path.stat().st_size <= HELD_IN_MEMORY
        surveyed = list(rows) if is_small else rows
        cleaner.survey(surveyed)
        rows = surveyed if is_small else records(loading.text.path, layout)
    return _clean(loading, cleaner, rows, loading.temporary / "clean.csv")


def clean_lines(loading: Loading, lines: set[int]) -> CleanFile:
    """Some lines of a file of which every row is one line, read with care.

    Raises:
        NeedsCareError: a quote is left open, so the lines below it are not what they seem.
    """
    layout = loading.text.layout
    rows = records_at(loading.text.path, layout, lines)
    return _clean(loading, loading.cleaner(), rows, loading.temporary / "rescued.csv")


def records_at(path: Path, layout: Layout, lines: set[int]) -> Iterable[Record]:
    """The rows on those physical lines.

    Raises:
        NeedsCareError: a row goes on below its line.
    """
    last = max(lines, default=0)
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if number > last:
                break
            if number not in lines:
                continue
            if len(line) >= LONGEST_LINE:
                raise LongLineError(number, layout.report.cure)
            text = line.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")
            if layout.is_quoted and text.count('"') % 2:
                raise NeedsCareError
            yield from records_of_lines(iter([(number, text)]), layout)


def _clean(loading: Loading, cleaner: Cleaner, rows: Iterable[Record], path: Path) -> CleanFile:
    names = clean_columns(loading.text.layout)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            values = cleaner.clean(row)
            if isinstance(values, str):
                is_about_buyers = loading.text.layout.report.has_buyer_data
                raw_text = "" if is_about_buyers else _shown_text(loading.text.layout, row)
                loading.rejects.add(row.line, values, raw_text)
            else:
                writer.writerow(values)
                count += 1
    return CleanFile(path=path, columns=dict.fromkeys(names, "VARCHAR"), rows=count)


def _shown_text(layout: Layout, row: Record) -> str:
    """A row's text as it may be kept: without what is private, all of it where nothing tells which cells are."""
    private = {folded(header) for header in layout.report.private}
    if not private:
        return row.raw_text
    places = [place for place, header in enumerate(layout.headers) if folded(header) in private]
    if len(row.cells) < len(layout.headers):
        return ""
    return layout.delimiter.join(row.cells[: min(places, default=len(layout.headers))])


def guard_file(loading: Loading, name: str, *, rows_read: int, table: str | None) -> None:
    """Refuse ids that a spreadsheet rounded, and ask before a file goes in that looks like another account's.

    `name` is that of the query of rounded ids; `table` holds the file's rows, None where they name no FNSKU.
    A replay only repeats what was decided when the file first went in.

    Raises:
        RoundedIdError: an id is rounded.
        WrongAccountError: the answer was no.
    """
    if loading.is_replay or not rows_read:
        return
    (rounded,) = loading.one(f"rounded_{name}", download=loading.download_id)
    if rounded is not None:
        raise RoundedIdError(str(rounded))
    why = _why_foreign(loading, table)
    question = f"'{loading.file_name}': {why}. Does the file belong to account '{loading.account}'?"
    if why is not None and not loading.confirm(question):
        raise WrongAccountError(why)


def _why_foreign(loading: Loading, table: str | None) -> str | None:
    """What makes a file look like another account's; None where nothing does."""
    if (taker := loading.taker_of_bytes()) is not None:
        return f"the same file was taken in by account '{taker[0]}' on {taker[1][:10]}"
    if table is None:
        return None
    loading.con.execute(f"create or replace temp view guarded as from {table}")
    *counts, foreign_account = loading.one("guard", download=loading.download_id)
    incoming, strangers, known, foreign = (int(str(count)) for count in counts)
    if foreign * 2 > incoming:
        return (
            f"{foreign} of its {incoming} FNSKUs are known to account '{foreign_account}'"
            f" and were never seen in account '{loading.account}'"
        )
    if min(incoming, known) >= FNSKUS_THAT_TELL and strangers * 2 > incoming:
        return f"{strangers} of its {incoming} FNSKUs were never seen in account '{loading.account}'"
    return None
