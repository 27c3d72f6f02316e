"""One row made clean: days in ISO, figures plain, or the reason why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from connectors.dates import DateOrder, DateOrderError, OrderEvidence, read_moment, read_period
from connectors.figures import (
    FigureStyleError,
    MarkEvidence,
    is_ambiguous,
    is_blank,
    read_amount,
    read_quantity,
)
from connectors.layout import Layout, whole_header_in
from connectors.records import Record
from connectors.report import Column, Value, folded
from reconcile.errors import ReconcileError

__all__ = ["Cleaner", "GluedReportsError", "UnreadableStyleError", "clean_columns"]

# In a currency without minor units the mark of an amount divides thousands.
_WHOLE_CURRENCIES = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})


class GluedReportsError(ReconcileError):
    """A second header line below the first."""

    def __init__(self, line: int, title: str) -> None:
        super().__init__(
            f"line {line}: a second header ({title}) begins here;"
            " two reports are glued together, import them one by one"
        )


class UnreadableStyleError(ReconcileError):
    """Dates or amounts of a file that have no one reading."""

    def __init__(self, why: str, cure: str) -> None:
        super().__init__(f"{why}; {cure}")


def clean_columns(layout: Layout) -> list[str]:
    """The names of the values that a cleaned row has, in order."""
    names = ["line"]
    for column in layout.report.columns:
        names.append(column.name)
        if column.value is Value.STAMP:
            names += [f"{column.name}_at", f"{column.name}_text"]
        elif column.value is Value.PERIOD:
            names += ["last_day", "period"]
    return names


@dataclass(slots=True)
class Cleaner:
    """Cleans the rows of one file, after having seen what its dates and amounts look like.

    `home_zone` is the time zone of the home marketplace. `whole_currency` says that amounts
    without a currency are in one without minor units.
    """

    layout: Layout
    home_zone: ZoneInfo
    whole_currency: bool = False
    _order: DateOrder = DateOrder.MONTH_FIRST
    _mark: str | None = None
    _fields: list[tuple[Column, int | None]] = field(init=False)
    _ends_in_private: bool = field(init=False)
    _seen: set[tuple[str, str, bool]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Look the columns' places up once."""
        positions = self.layout.positions
        self._fields = [(column, positions.get(column.name)) for column in self.layout.report.columns]
        private = {folded(header) for header in self.layout.report.private}
        self._ends_in_private = folded(self.layout.headers[-1]) in private

    @property
    def needs_survey(self) -> bool:
        """Whether the file must be seen whole before its first row can be read."""
        return not self.layout.report.is_month_first

    def survey(self, rows: Iterable[Record]) -> None:
        """Decide, from all rows of the file, how its dates and amounts are to be read.

        Raises:
            UnreadableStyleError: they contradict each other, or nothing decides.
        """
        order = OrderEvidence()
        marks = MarkEvidence(points_are_decimal=self.layout.report.is_own_sheet)
        for row in rows:
            self._see(row, order, marks)
        try:
            self._order = order.order()
        except DateOrderError as error:
            cure = "save the file with dates as 2026-12-31 and import it again"
            raise UnreadableStyleError(str(error), cure) from None
        try:
            self._mark = marks.decimal_mark()
        except FigureStyleError as error:
            cure = "write amounts with a decimal point and no thousands mark"
            raise UnreadableStyleError(str(error), cure) from None

    def _see(self, row: Record, order: OrderEvidence, marks: MarkEvidence) -> None:
        texts = {
            column.name: _cell(row.cells, position)
            for column, position in self._fields
            if column.value is not Value.TEXT or column.name == "currency"
        }
        if self.layout.report.rising_days is not None:
            earlier, later = (texts.get(name, "") for name in self.layout.report.rising_days)
            order.see_rising(earlier, later)
        currency = texts.get("currency", "").upper()
        is_whole = currency in _WHOLE_CURRENCIES or (not currency and self.whole_currency)
        for column, _ in self._fields:
            text = texts.get(column.name, "")
            if not text or is_blank(text) or (column.name, text, is_whole) in self._seen:
                continue
            self._seen.add((column.name, text, is_whole))
            if column.value in (Value.DAY, Value.STAMP):
                order.see(text)
            elif column.value in (Value.AMOUNT, Value.RATE):
                self._see_figure(column, text, marks, is_whole=is_whole)
        if "amount_total" in texts:
            marks.see_product(
                quantity=texts.get("quantity_cash", ""),
                per_unit=texts.get("amount_per_unit", ""),
                total=texts["amount_total"],
            )

    def _see_figure(self, column: Column, text: str, marks: MarkEvidence, *, is_whole: bool) -> None:
        if is_whole and column.value is Value.AMOUNT and is_ambiguous(text):
            marks.see_whole_currency(text)
        marks.see(text)

    def clean(self, row: Record) -> list[str] | str:
        """The values of `clean_columns` as text, or the reason for rejecting the row.

        Raises:
            GluedReportsError: the row is the header of a report.
            UnreadableStyleError: a ledger date is day first.
        """
        if not self._is_whole(row.cells):
            self._refuse_header(row)
            return f"{len(row.cells)} cells where the header has {len(self.layout.headers)}"
        values = [str(row.line)]
        named: dict[str, str] = {}
        for column, position in self._fields:
            text = _cell(row.cells, position)
            if column.value is Value.TEXT and position is not None and text:
                # Blanks around a text are the store's to trim, so that both readers trim alike.
                text = _unwrapped(row.cells[position]).replace("\n", " ")
            cleaned = self._value(column, text)
            if cleaned is None:
                self._refuse_header(row)
                return f"{column.headers[0]} {self._quoted(text)}is {_wanted(column)}"
            if column.is_filled and is_blank(cleaned[0].strip()):
                return f"{column.headers[0]} is blank"
            named[column.name] = cleaned[0].strip()
            values += cleaned
        fault = self.layout.report.fault_of(named)
        return values if fault is None else fault

    def _quoted(self, text: str) -> str:
        """A cell as a reason shows it: not at all where it may be a buyer's, pushed there from another column."""
        return "" if self.layout.report.has_buyer_data else f"{_shown(text)} "

    def _is_whole(self, cells: list[str]) -> bool:
        """Whether no cell is lost or too many; blank ones at the end may have been cut off.

        What a buyer wrote, at the end of a row, may hold tabs: nothing behind it is read.

        A cell lost in the middle of a short row would shift the others into wrong columns. Behind the
        ledger's text columns nothing would show it, so there the country must stand where it belongs.
        """
        width = len(self.layout.headers)
        if len(cells) >= width:
            return self._ends_in_private or not any(cell.strip() for cell in cells[width:])
        cut_off = [column for column, place in self._fields if place is not None and place >= len(cells)]
        if any(column.is_required for column in cut_off):
            return False
        if not cut_off or self.layout.report.kind != "ledger_detail":
            return True
        country = _cell(cells, self.layout.positions.get("country"))
        return len(country) == len("US") and country.isalpha()

    def _refuse_header(self, row: Record) -> None:
        report = whole_header_in(row.raw_text)
        if report is not None:
            raise GluedReportsError(row.line, report.title)

    def _value(self, column: Column, text: str) -> tuple[str, ...] | None:
        """The clean text of a cell (a stamp: day, instant, text as written); None if unreadable."""
        match column.value:
            case Value.TEXT:
                return (text if column.shaped is None else column.shaped(text.strip()),)
            case Value.DAY | Value.STAMP:
                return self._days(column, text)
            case Value.PERIOD:
                return self._period(text)
            case Value.QUANTITY:
                number = None if is_blank(text) else read_quantity(text)
                return ("",) if is_blank(text) else (None if number is None else (str(number),))
            case _:
                return self._figure(column, text)

    def _figure(self, column: Column, text: str) -> tuple[str, ...] | None:
        if is_blank(text):
            return ("",)
        mark = self._mark
        if mark is None and column.value is Value.RATE:
            mark = "."
        amount = read_amount(text, mark)
        return None if amount is None else (format(amount, "f"),)

    def _days(self, column: Column, text: str) -> tuple[str, ...] | None:
        is_stamp = column.value is Value.STAMP
        if is_blank(text):
            return ("", "", "") if is_stamp else ("",)
        moment = read_moment(text, self._order)
        if moment is None:
            if self.layout.report.is_month_first:
                self._refuse_day_first(text)
            return None
        if not is_stamp:
            return (moment.day.isoformat(),)
        at = "" if moment.at is None else moment.at.replace(tzinfo=None).isoformat(" ")
        return (moment.day_in(self.home_zone).isoformat(), at, text)

    def _period(self, text: str) -> tuple[str, ...] | None:
        if is_blank(text):
            return ("", "", "")
        period = read_period(text, self._order)
        if period is None:
            self._refuse_day_first(text)
            return None
        return (period.first_day.isoformat(), period.last_day.isoformat(), period.name)

    def _refuse_day_first(self, text: str) -> None:
        """A ledger is month first everywhere; one day-first date makes all others doubtful."""
        if read_moment(text, DateOrder.DAY_FIRST) is not None:
            raise UnreadableStyleError(
                f"the date '{text}' is day first, ledger dates are month first",
                "download the report again, or save it with dates as 2026-12-31",
            )


def _cell(cells: list[str], position: int | None) -> str:
    """The text of a cell without blanks around it and without a spreadsheet's `="..."`."""
    if position is None or position >= len(cells):
        return ""
    return _unwrapped(cells[position]).replace("\n", " ").strip()


def _unwrapped(cell: str) -> str:
    """A cell without a spreadsheet's `="..."`."""
    if '="' not in cell:
        return cell
    text = cell.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > len('="'):
        return text[2:-1].replace('""', '"')
    return cell


def _shown(text: str) -> str:
    return f"'{text[:40]}'"


def _wanted(column: Column) -> str:
    match column.value:
        case Value.DAY | Value.STAMP | Value.PERIOD:
            return "no date between 2000 and 2100"
        case Value.QUANTITY:
            return "no whole number"
        case _:
            return "no amount"
