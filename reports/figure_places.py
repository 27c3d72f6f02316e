"""Where and on what most is lost: the sections of the page of figures on centres and on products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from reports.figure_charts import (
    OPEN_STATUSES,
    Currency,
    Head,
    Layout,
    Sum,
    chart,
    claims_link,
    currencies,
    row_alone,
    status_column,
    sum_of,
    sums_by,
    units_text,
)
from reports.figure_rows import PLACES, CentreClaim, CentreUnit, FigureRows, ProductClaim
from reports.figure_views import EMPTY, Bar, Cell, Chart, Column, Link, Section, Series
from reports.formats import day_text, number_text
from reports.language import gettext as _
from reports.language import ngettext, page_name

RATE_UNITS: Final = 10_000
"""A rate is told per so many units handled."""
RATE_FROM: Final = 1_000
"""Below so many units handled a rate says nothing."""
LABEL_LENGTH: Final = 160


# --- centres ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Centre:
    """A centre's units: lost and damaged and not found again (paid or not), found again, handled."""

    name: str
    lost: int
    damaged: int
    made_good: int
    handled: int

    @property
    def net(self) -> int:
        return self.lost + self.damaged


def centres(parts: Sequence[FigureRows]) -> Section:
    """Which centre loses most: units of all accounts, then what is open there by currency."""
    found = _centres([row for part in parts for row in part.centre_units])
    claims = [row for part in parts for row in part.centre_claims]
    by_units = (_centre_chart(found),) if any(one.net for one in found) else ()
    return Section(
        key="centres",
        title=_("Which centre loses most"),
        next_step=_(
            "Open the claims of the centre at the top side by side, by its link in the table: what one centre lost on "
            "the same days is best checked together."
        ),
        links=(Link(text=_("All claims"), href=f"{page_name('index')}#claims"),),
        notes=(
            _(
                "Units: booked by the ledger as lost or damaged since {day}, less those that were found again or "
                "graded back, whether Amazon paid for the rest or not. Handled: every unit received, shipped, "
                "returned or transferred there in the same days; below {least} units handled no rate is told."
            ).format(day=day_text(_records_begin(parts)), least=number_text(RATE_FROM)),
            _(
                "Money: what is still open there. Claims that rest on a payment line, such as a reimbursement taken "
                "back, have no centre."
            ),
        ),
        charts=(*by_units, *(_centre_value_chart(claims, one) for one in currencies(claims))),
        nothing=_("The ledger books no loss at any centre."),
    )


def _records_begin(parts: Sequence[FigureRows]) -> date | None:
    return min((row.records_begin for part in parts for row in part.span if row.records_begin), default=None)


def _centres(rows: Sequence[CentreUnit]) -> list[_Centre]:
    """The centres of all accounts, the one that lost most first."""
    found: dict[str, _Centre] = {}
    for row in rows:
        made_good = row.lost_made_good_units + row.damaged_made_good_units
        before = found.get(row.fulfillment_center) or _Centre(
            name=row.fulfillment_center, lost=0, damaged=0, made_good=0, handled=0
        )
        found[row.fulfillment_center] = replace(
            before,
            lost=before.lost + row.lost_units - row.lost_made_good_units,
            damaged=before.damaged + row.damaged_units - row.damaged_made_good_units,
            made_good=before.made_good + made_good,
            handled=before.handled + row.handled_units,
        )
    return sorted(found.values(), key=lambda one: (-one.net, one.name))


def _together(name: str, among: Sequence[_Centre]) -> _Centre:
    return _Centre(
        name=name,
        lost=sum(one.lost for one in among),
        damaged=sum(one.damaged for one in among),
        made_good=sum(one.made_good for one in among),
        handled=sum(one.handled for one in among),
    )


def _centre_chart(found: Sequence[_Centre]) -> Chart:
    shown = list(found[:PLACES])
    rest = found[PLACES:]
    rest_name = _other_centres(len(rest))
    lines = [*shown, _together(rest_name, rest)] if rest else shown
    return Chart(
        key="centres-all-units",
        title=_("Units lost or damaged and not found again"),
        findings=(*_centre_findings(found), *_rest_finding(rest_name, rest)),
        is_horizontal=True,
        is_money=False,
        series=(Series(key="lost", name=_("Lost")), Series(key="damaged", name=_("Damaged"))),
        bars=tuple(
            Bar(
                label=one.name or _("(no centre)"),
                lengths=(Decimal(one.lost), Decimal(one.damaged)),
                texts=(number_text(one.lost), number_text(one.damaged)),
                total=_net_text(one),
            )
            for one in shown
        ),
        columns=(
            Column(name=_("Centre"), is_number=False),
            Column(name=_("Lost")),
            Column(name=_("Damaged")),
            Column(name=_("Together")),
            Column(name=_("Handled")),
            Column(name=_("Per {number} handled").format(number=number_text(RATE_UNITS))),
        ),
        rows=tuple(_centre_row(one, is_one=one.name != rest_name) for one in lines),
        drawn_rows=tuple(range(len(shown))),
        foot=_centre_row(_together(_("All"), found), is_one=False),
    )


def _rest_finding(name: str, rest: Sequence[_Centre]) -> list[str]:
    units = sum(one.net for one in rest)
    return [_("{name}: {worth} of it, in the table alone.").format(name=name, worth=units_text(units))] if units else []


def _centre_row(one: _Centre, *, is_one: bool) -> tuple[Cell, ...]:
    """The row of a centre; several together have no link, and no rate: of some of them nothing handled is known."""
    head = _centre_cell(one.name) if is_one else Cell(text=one.name)
    made_good = _("{units} found again").format(units=units_text(one.made_good)) if one.made_good else ""
    return (
        head,
        Cell(text=number_text(one.lost)),
        Cell(text=number_text(one.damaged)),
        Cell(text=number_text(one.net), sub=made_good),
        Cell(text=number_text(one.handled)),
        Cell(text=(is_one and _rate(one)) or EMPTY),
    )


def _centre_cell(name: str) -> Cell:
    return Cell(text=name, href=claims_link(search=name)) if name else Cell(text=_("(no centre)"))


def _other_centres(number: int) -> str:
    return ngettext("{number} other centre", "{number} other centres", number).format(number=number_text(number))


def _rate(one: _Centre) -> str:
    """Units lost per 10,000 handled, with one decimal; empty where too few were handled."""
    if one.handled < RATE_FROM:
        return ""
    tenths = (one.net * RATE_UNITS * 10 * 2 + one.handled) // (2 * one.handled)
    return f"{number_text(tenths // 10)}.{tenths % 10}"


def _net_text(one: _Centre) -> str:
    rate = _rate(one)
    if not rate:
        return number_text(one.net)
    return _("{number} ({rate} per {handled})").format(
        number=number_text(one.net), rate=rate, handled=number_text(RATE_UNITS)
    )


def _centre_findings(found: Sequence[_Centre]) -> tuple[str, ...]:
    first = found[0]
    most = _("{centre} lost and damaged the most: {number} of {units}.").format(
        centre=first.name or _("(no centre)"),
        number=number_text(first.net),
        units=units_text(sum(one.net for one in found)),
    )
    rated = [one for one in found if one.handled >= RATE_FROM and one.net]
    if not rated:
        return (most,)
    worst = max(rated, key=lambda one: Decimal(one.net) / one.handled)
    measured = _("Measured by what it handled, {centre} lost and damaged the most: {rate} of {handled} units.").format(
        centre=worst.name or _("(no centre)"), rate=_rate(worst), handled=number_text(RATE_UNITS)
    )
    return most, measured


def _centre_value_chart(claims: Sequence[CentreClaim], currency: Currency) -> Chart:
    mine = [row for row in claims if row.currency == currency.code]
    worth = {
        name: sum_of(row for row in mine if row.fulfillment_center == name)
        for name in {row.fulfillment_center for row in mine}
    }
    order = sorted((name for name in worth if name), key=lambda name: (-worth[name].amount, -worth[name].units, name))
    shown, rest = order[:PLACES], order[PLACES:]
    heads = [Head(label=name, cell=_centre_cell(name)) for name in shown]
    if rest:
        heads.append(row_alone(_other_centres(len(rest))))
    place = {name: number for number, name in enumerate(shown)} | dict.fromkeys(rest, len(shown))
    if "" in worth:
        place[""] = len(heads)
        heads.append(Head(label=_("No centre: payment lines"), cell=Cell(text=_("No centre: payment lines"))))
    layout = Layout(
        key=f"centres-{currency.key}",
        first_column=_("Centre"),
        series={status: status_column(status) for status in OPEN_STATUSES},
        is_horizontal=True,
        shows_empty_rows=True,
    )
    finding = _("No open claim names a centre.")
    if shown:
        finding = _("{centre} has the most that is still open: {worth} of {whole}.").format(
            centre=shown[0], worth=currency.worth(worth[shown[0]]), whole=currency.worth(sum_of(mine))
        )
    sums = sums_by(mine, lambda row: place[row.fulfillment_center], lambda row: row.status)
    return chart(layout, currency, heads, sums, finding)


# --- products --------------------------------------------------------------------------------


def products(parts: Sequence[FigureRows], pages: Sequence[Mapping[str, str]] = ()) -> Section:
    """Which product loses most, by what is still open on it.

    Args:
        parts: the figures of each account.
        pages: of each account, product -> the address of its time line.
    """
    rows = [(number, row) for number, part in enumerate(parts) for row in part.product_claims]
    unpriced = sum(row.unpriced_units for _part, row in rows)
    notes = [_("Money: what is still open on the product, claimable, waiting, in question and filed.")]
    links = [Link(text=_("Cases to file first"), href=f"{page_name('index')}#file")]
    if unpriced:
        notes.append(_("{units} have no value and lengthen no bar: add their cost.").format(units=units_text(unpriced)))
        links.append(Link(text=_("Units waiting for a cost"), href=f"{page_name('index')}#costs"))
    return Section(
        key="products",
        title=_("Which product loses most"),
        next_step=_(
            "Begin with the product at the top: Amazon takes the warehouse claims of one FNSKU together, as one case."
        ),
        links=tuple(links),
        notes=tuple(notes),
        charts=tuple(_product_chart(rows, one, pages) for one in currencies(row for _part, row in rows)),
        nothing=_("Nothing is open on any product."),
    )


def _product_chart(
    rows: Sequence[tuple[int, ProductClaim]], currency: Currency, pages: Sequence[Mapping[str, str]]
) -> Chart:
    mine = [(part, row) for part, row in rows if row.currency == currency.code]
    groups: dict[tuple[int, str], list[ProductClaim]] = {}
    for part, row in mine:
        if row.place <= PLACES:
            groups.setdefault((part, row.product), []).append(row)
    worth = {key: sum_of(group) for key, group in groups.items()}
    order = sorted(worth, key=lambda key: (-worth[key].amount, -worth[key].units, key))
    shown, rest = order[:PLACES], order[PLACES:]
    place = {key: number for number, key in enumerate(shown)} | dict.fromkeys(rest, len(shown))
    heads = [_product_head(groups[key][0], pages[key[0]].get(key[1], "") if pages else "") for key in shown]
    hidden = {part: row.product_count for part, row in mine if row.place > PLACES}
    others = len(rest) + sum(hidden.values())
    if others:
        text = ngettext("{number} other product", "{number} other products", others)
        heads.append(row_alone(text.format(number=number_text(others))))
    layout = Layout(
        key=f"products-{currency.key}",
        first_column=_("Product"),
        series={status: status_column(status) for status in OPEN_STATUSES},
        is_horizontal=True,
        shows_empty_rows=True,
    )
    sums: dict[tuple[int, str], Sum] = {}
    for part, row in mine:
        key = (len(shown) if row.place > PLACES else place[part, row.product], row.status)
        sums[key] = sums.get(key, Sum()) + sum_of([row])
    finding = _("The most is open on {product}: {worth} of {whole}.").format(
        product=groups[shown[0]][0].sku or groups[shown[0]][0].product,
        worth=currency.worth(worth[shown[0]]),
        whole=currency.worth(sum_of(row for _part, row in mine)),
    )
    return chart(layout, currency, heads, sums, finding)


def _product_head(row: ProductClaim, page: str) -> Head:
    ids = " \u00b7 ".join(text for text in (row.sku, row.fnsku) if text)
    label = " \u00b7 ".join(text for text in (row.sku or row.product, row.title) if text)
    return Head(
        label=label if len(label) <= LABEL_LENGTH else f"{label[:LABEL_LENGTH]}\u2026",
        cell=Cell(
            text=row.title or _("(no title)"),
            sub=ids,
            href=claims_link(search=row.fnsku or row.sku),
            more=Link(text=_("Time line"), href=page) if page else None,
        ),
    )
