"""What a report is: its columns by folded header name, and which of them it cannot do without."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

__all__ = ["Column", "Report", "Value", "folded", "found_columns", "missing_columns"]


class Value(enum.StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"  # a calendar day, taken as written
    STAMP = "stamp"  # a day or an instant; an offset moves it to the day of the home zone
    PERIOD = "period"  # a day, a week or a month: its first day, its last day, and which of the three it is
    QUANTITY = "quantity"
    AMOUNT = "amount"
    RATE = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: our name, the header names Amazon and spreadsheets give it, what it holds.

    `headers` are written as a person reads them (the first one is shown in messages) and compared
    folded. `is_filled` means that a row with a blank cell here is rejected. `shaped` gives a text the
    one form in which it is compared, such as upper case.
    """

    name: str
    headers: tuple[str, ...]
    value: Value = Value.TEXT
    is_required: bool = False
    is_filled: bool = False
    shaped: Callable[[str], str] | None = None


def _nothing_wrong(_: Mapping[str, str]) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One kind of file.

    `one_of` lists groups of column names of which at least one must stand in the header.
    `is_used` is false for reports that are kept but not read yet. `is_own_sheet` marks the
    seller's own files, which also come as XLSX. `is_quoted` says that the tab-separated form
    quotes its cells. `is_month_first` says that its slashed dates are month first everywhere.
    `rising_days` are columns of which the first is never later than the second. `private` are headers
    whose cells are shown nowhere, such as what a buyer wrote. `has_buyer_data` says that some columns are
    about buyers: of a row that cannot be read nothing is shown or kept then but its line. `fault_of` names
    what is wrong with a cleaned row, or None.
    """

    kind: str
    title: str
    columns: tuple[Column, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    is_used: bool = False
    is_own_sheet: bool = False
    is_quoted: bool = False
    is_month_first: bool = False
    rising_days: tuple[str, str] | None = None
    private: tuple[str, ...] = ()
    has_buyer_data: bool = False
    fault_of: Callable[[Mapping[str, str]], str | None] = _nothing_wrong
    by_header: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the folded header names."""
        index = {folded(header): column for column in self.columns for header in column.headers}
        object.__setattr__(self, "by_header", index)

    @property
    def cure(self) -> str:
        """What to do about a damaged file of this kind."""
        return "mend the sheet and import it again" if self.is_own_sheet else "download the report again"

    def column(self, name: str) -> Column:
        """The column of that name of ours; LookupError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise LookupError(f"{self.kind} has no column '{name}'")


def folded(header: str) -> str:
    """A header name without case and without anything that is not a letter or digit."""
    return "".join(letter for letter in header.casefold() if letter.isalnum())


def found_columns(report: Report, headers: list[str]) -> dict[str, int]:
    """Where each known column of the report stands in a header line; the first one counts."""
    positions: dict[str, int] = {}
    for position, header in enumerate(headers):
        column = report.by_header.get(folded(header))
        if column is not None:
            positions.setdefault(column.name, position)
    return positions


def missing_columns(report: Report, positions: Mapping[str, int]) -> list[str]:
    """The required columns that a header lacks, as people read them."""
    missing = [column.headers[0] for column in report.columns if column.is_required and column.name not in positions]
    return missing + [
        " or ".join(report.column(name).headers[0] for name in group)
        for group in report.one_of
        if not any(name in positions for name in group)
    ]
