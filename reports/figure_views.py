"""The frozen view of the page of figures: sections, charts and the table that says the same as each chart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

EMPTY: Final = "\u2013"
"""What a cell shows in which there is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where to go, and what stands there."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One colour and pattern of a chart: `key` chooses them, `name` stands in the legend."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, the length of each of its parts, and the text at its end.

    `texts` say each part's length as the table writes it.
    """

    label: str
    lengths: tuple[Decimal, ...]
    texts: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table: a text, a smaller line under it, where it leads, and where else one may go from it."""

    text: str
    sub: str = ""
    href: str = ""
    more: Link | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.text == EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    is_number: bool = True
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart and its table: never more than one currency.

    Attributes:
        key: its id on the page.
        title: what it counts: a currency, or units.
        findings: what a reader sees in it, in sentences.
        is_horizontal: whether the bars lie, each with its label above it.
        is_money: whether the bars are as long as their money; else as their units.
        series: the parts of each bar, in order; only such as occur.
        bars: in the order of the table's rows; a row that holds many things together has none, for it would dwarf the
            others.
        columns: the first names the bars.
        rows: one cell a column.
        drawn_rows: the numbers of the rows that have a bar.
        foot: the sum of all rows.
    """

    key: str
    title: str
    findings: tuple[str, ...]
    is_horizontal: bool
    is_money: bool
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawn_rows: tuple[int, ...]
    foot: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question with its charts.

    Attributes:
        key: its id on the page.
        title: the question.
        next_step: what its reader does next, in a sentence.
        links: where that is done.
        notes: what each number is.
        charts: one for each currency, that of most claims first.
        nothing: said where there is no chart.
    """

    key: str
    title: str
    next_step: str
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    charts: tuple[Chart, ...]
    nothing: str
