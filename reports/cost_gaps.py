"""Products that Amazon values below the seller's cost, and how to tell Amazon that cost, as the first page says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from reports.language import N_, _, gettext
from reports.words import REPORT_KIND, spoken

GAP_LIMIT: Final = 20
TEMPLATE_NAME: Final = "new-costs.xlsx"
NO_UNITS: Final = N_("not known: import FBA inventory")


class UploadWay(Protocol):
    """Where costs are uploaded, in the words of Seller Central, and what to know before (English messages)."""

    @property
    def menu(self) -> tuple[str, ...]:
        """The way from the top bar down."""
        ...

    @property
    def advice(self) -> tuple[str, ...]:
        """What to know before."""
        ...

    @property
    def is_verified(self) -> bool:
        """Whether Amazon itself was seen to say so."""
        ...

    @property
    def source(self) -> str:
        """Who says so, sources apart by '; '."""
        ...

    @property
    def checked_on(self) -> date:
        """When that was read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CostGap:
    """A product (queries/report/cost_gap.sql); the total counts every such product."""

    sku: str
    fnsku: str
    title: str
    region: str
    currency: str
    minor_digits: int
    units_on_hand: int | None
    units_source: str
    units_on: date | None
    amazon_value: Decimal
    unit_cost: Decimal
    at_stake: Decimal | None
    payment_count: int
    last_paid_on: date
    newest_id: str
    sku_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A product as the page shows it; `units_from` names the report of its units."""

    account: str
    gap: CostGap
    units_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostGaps:
    """The products of all accounts, the first ones of `total`, and the way to tell Amazon the cost."""

    shown: tuple[GapLine, ...]
    total: int
    way: UploadWay | None
    menu: str
    source: str
    command: str


def cost_gaps_of(parts: Sequence[tuple[str, Sequence[CostGap]]], way: UploadWay | None) -> CostGaps:
    """The section of all accounts.

    Args:
        parts: name and products of each account.
        way: where costs are uploaded; without it only the products are shown.
    """
    concerned = [name for name, gaps in parts if gaps]
    lines = [GapLine(account=name, gap=gap, units_from=_units_from(gap)) for name, gaps in parts for gap in gaps]
    lines.sort(key=lambda line: -1 if line.gap.units_on_hand is None else line.gap.units_on_hand, reverse=True)
    account = f" --account {concerned[0]}" if len(parts) > 1 and concerned else ""
    return CostGaps(
        shown=tuple(lines[:GAP_LIMIT]),
        total=sum(gaps[0].sku_total for _name, gaps in parts if gaps),
        way=way,
        menu=_menu(way.menu) if way else "",
        source=_("; ").join(gettext(one) for one in way.source.split("; ")) if way else "",
        command=f"fba-reconcile costs gaps{account} --template {TEMPLATE_NAME}",
    )


def _menu(words: tuple[str, ...]) -> str:
    """The words of Seller Central, and what they mean where the page is not in English."""
    meant = tuple(gettext(word) for word in words)
    said = " > ".join(words)
    return said if meant == words else said + _(" ({menu})").format(menu=" > ".join(meant))


def _units_from(gap: CostGap) -> str:
    return spoken(REPORT_KIND, gap.units_source) if gap.units_source else _(NO_UNITS)
