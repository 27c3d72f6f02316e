"""Charts whose bars are stacked by what became of a claim: sums, texts, and the table that says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar
from urllib.parse import urlencode

from reports.figure_views import EMPTY, Bar, Cell, Chart, Column, Series
from reports.formats import amount_text, count_text, money_text, number_text
from reports.language import gettext as _
from reports.language import page_name
from reports.tally import Counted
from reports.words import STATUS, spoken

FIRST_PAGE: Final = "index"
OPEN_STATUSES: Final = ("claimable", "waiting", "review", "filed")
"""What a person may still get, in the order in which bars are stacked."""


Row = TypeVar("Row", bound=Counted)


@dataclass(frozen=True, slots=True)
class Sum:
    """Units of one currency, how many of them have no value, and the money of the others."""

    units: int = 0
    unpriced: int = 0
    amount: Decimal = Decimal(0)

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.units + other.units, self.unpriced + other.unpriced, self.amount + other.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """How amounts of a chart are written."""

    code: str
    minor_digits: int

    @property
    def key(self) -> str:
        """The code as part of an id on the page; a report may hold any text as a currency."""
        return self.code if self.code.isascii() and self.code.isalpha() else self.code.encode().hex() or "0"

    @property
    def title(self) -> str:
        """What stands over the chart."""
        return self.code or _("Without a currency")

    def money(self, amount: Decimal) -> str:
        """An amount with its currency, for a sentence."""
        return money_text(self.code, amount, self.minor_digits)

    def amount(self, amount: Decimal) -> str:
        """An amount under a head that names the currency."""
        return amount_text(amount, self.minor_digits)

    def worth(self, what: Sum) -> str:
        """The money of a sum; its units where nothing of it has a value."""
        return self.money(what.amount) if what.amount or not what.units else units_text(what.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The beginning of one bar and of its row; what holds many things together has a row alone."""

    label: str
    cell: Cell
    is_drawn: bool = True


def row_alone(name: str) -> Head:
    """The beginning of a row that has no bar."""
    return Head(label=name, cell=Cell(text=name), is_drawn=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a chart of sums is besides its sums.

    Attributes:
        key: its id on the page.
        first_column: the name over the heads of the rows.
        series: the parts of each bar and, where the claims table can show them, the link to them.
        is_horizontal: whether the bars lie.
        shows_empty_rows: whether the table has the rows in which nothing stands.
    """

    key: str
    first_column: str
    series: Mapping[str, Column]
    is_horizontal: bool
    shows_empty_rows: bool


def sum_of(rows: Iterable[Counted]) -> Sum:
    """Rows of one currency added up."""
    return sum((Sum(row.unit_count, row.unpriced_units, row.amount) for row in rows), start=Sum())


def sums_by(
    rows: Iterable[Row], bar_of: Callable[[Row], int], series_of: Callable[[Row], str]
) -> dict[tuple[int, str], Sum]:
    """Rows of one currency added up by the bar and the part of it to which they belong."""
    sums: dict[tuple[int, str], Sum] = {}
    for row in rows:
        key = (bar_of(row), series_of(row))
        sums[key] = sums.get(key, Sum()) + Sum(row.unit_count, row.unpriced_units, row.amount)
    return sums


def total(sums: Iterable[Sum]) -> Sum:
    """Sums of one currency added up."""
    return sum(sums, start=Sum())


def currencies(rows: Iterable[Counted]) -> list[Currency]:
    """The currencies of the rows, that of most claims first: money of two currencies is never compared."""
    claims: dict[str, int] = {}
    digits: dict[str, int] = {}
    for row in rows:
        claims[row.currency] = claims.get(row.currency, 0) + row.claim_count
        digits[row.currency] = max(digits.get(row.currency, 0), row.minor_digits)
    ordered = sorted(claims, key=lambda code: (-claims[code], code))
    return [Currency(code=code, minor_digits=digits[code]) for code in ordered]


def status_column(status: str) -> Column:
    """The column of a status, which leads to its claims."""
    return Column(name=spoken(STATUS, status), href=claims_link(status=status))


def claims_link(**filters: str) -> str:
    """The way to the claims table with its filters set: status, search."""
    return f"{page_name(FIRST_PAGE)}#claims?{urlencode(filters)}"


def units_text(units: int) -> str:
    """'1 unit', '2 units'."""
    return count_text(units, "unit")


def chart(
    layout: Layout,
    currency: Currency,
    heads: Sequence[Head],
    sums: Mapping[tuple[int, str], Sum],
    *findings: str,
) -> Chart:
    """The chart of `sums`, which are known by the number of their bar and the key of their series."""
    keys = [key for key in layout.series if total(one for (_bar, series), one in sums.items() if series == key).units]
    whole = total(one for (_bar, series), one in sums.items() if series in keys)
    is_money = bool(whole.amount)
    rows = [[sums.get((number, key), Sum()) for key in keys] for number in range(len(heads))]
    shown = [number for number, row in enumerate(rows) if layout.shows_empty_rows or total(row).units]
    with_total = len(keys) > 1
    feet = [total(row[place] for row in rows) for place in range(len(keys))]
    units_title = _("{currency}: units, for nothing has a value").format(currency=currency.title)
    return Chart(
        key=layout.key,
        title=currency.title if is_money else units_title,
        findings=(*findings, *_undrawn(heads, rows, currency)),
        is_horizontal=layout.is_horizontal,
        is_money=is_money,
        series=tuple(Series(key=key, name=layout.series[key].name) for key in keys),
        bars=tuple(
            _bar(head.label, row, currency, is_money=is_money)
            for head, row in zip(heads, rows, strict=True)
            if head.is_drawn
        ),
        columns=(
            Column(name=layout.first_column, is_number=False),
            *(layout.series[key] for key in keys),
            *((Column(name=_("Together")),) if with_total else ()),
        ),
        rows=tuple((heads[number].cell, *_cells(rows[number], currency, with_total=with_total)) for number in shown),
        drawn_rows=tuple(place for place, number in enumerate(shown) if heads[number].is_drawn),
        foot=(Cell(text=_("All")), *_cells(feet, currency, with_total=with_total)),
    )


def _undrawn(heads: Sequence[Head], rows: Sequence[Sequence[Sum]], currency: Currency) -> list[str]:
    """A sentence for each row that has no bar."""
    # translators: name is "Later", "12 other products" and the like
    message = _("{name}: {worth} of it, in the table alone.")
    return [
        message.format(name=head.cell.text, worth=currency.worth(total(row)))
        for head, row in zip(heads, rows, strict=True)
        if not head.is_drawn and total(row).units
    ]


def _bar(label: str, row: Sequence[Sum], currency: Currency, *, is_money: bool) -> Bar:
    whole = total(row)
    if is_money:
        texts = [_cell(one, currency).text for one in row]
        end = _cell(whole, currency).text
    else:
        texts = [number_text(one.units) for one in row]
        end = number_text(whole.units)
    return Bar(
        label=label,
        lengths=tuple(one.amount if is_money else Decimal(one.units) for one in row),
        texts=tuple(texts),
        total=end if whole.units else "",
    )


def _cells(row: Sequence[Sum], currency: Currency, *, with_total: bool) -> tuple[Cell, ...]:
    cells = tuple(_cell(one, currency) for one in row)
    return (*cells, _cell(total(row), currency)) if with_total else cells


def _cell(one: Sum, currency: Currency) -> Cell:
    """The money of a sum over its units; a dash where there is nothing."""
    if not one.units:
        return Cell(text=EMPTY)
    units = units_text(one.units)
    if one.unpriced == one.units:
        return Cell(text=_("no value"), sub=units)
    if one.unpriced:
        units = _("{units}, {number} without a value").format(units=units, number=number_text(one.unpriced))
    return Cell(text=currency.amount(one.amount), sub=units)
