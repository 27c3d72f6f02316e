"""The page of figures: what expires when, what was paid and what is owed, which centre and which product lose most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from babel.dates import format_date, format_skeleton

from reports.figure_charts import (
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
    total,
)
from reports.figure_places import centres, products
from reports.figure_rows import DeadlineWeek, FigureRows, MonthClaim, MonthPaid
from reports.figure_views import Cell, Chart, Column, Link, Section
from reports.formats import count_text, number_text, span_text
from reports.language import gettext as _
from reports.language import ngettext, page_name, spoken_language

FEWEST_WEEKS, MOST_WEEKS = 8, 26
"""Weeks that stand on their own: up to the last in which something ends; what ends later is one row behind them."""
MONTHS: Final = 24
"""Months that stand on their own; earlier losses are one row before them."""
SOON_DAYS: Final = 14
MONTH_SERIES: Final = {"review": "review", "expired": "expired"}
"""The part of a month's bar to which a status belongs; all others are open."""
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
ENDING: Final = ("claimable", "waiting", "review")


def figures(
    parts: Sequence[FigureRows],
    as_of: date,
    soon: Sequence[tuple[str, Decimal, int]],
    pages: Sequence[Mapping[str, str]] = (),
) -> tuple[Section, ...]:
    """The sections of the page for all accounts together, in the language spoken now.

    Args:
        parts: the figures of each account.
        as_of: the day for which they were computed.
        soon: currency, amount and units of what can be filed and ends within 14 days.
        pages: of each account, product -> the address of its time line.
    """
    return (_deadlines(parts, as_of, soon), _months(parts, as_of), centres(parts), products(parts, pages))


# --- what expires when -----------------------------------------------------------------------


def _deadlines(parts: Sequence[FigureRows], as_of: date, soon: Sequence[tuple[str, Decimal, int]]) -> Section:
    rows = [row for part in parts for row in part.deadlines]
    return Section(
        key="expires",
        title=_("What expires when"),
        next_step=_(
            "File what ends in the first weeks before anything else, and answer its questions in time: "
            "after its last day a claim is lost."
        ),
        links=(
            Link(text=_("Cases to file first"), href=f"{page_name('index')}#file"),
            Link(text=_("Questions"), href=f"{page_name('index')}#questions"),
        ),
        notes=(
            _(
                "A bar is a week, Monday to Sunday, named by its first day; each claim stands in the week of its last "
                "day to file. What waits cannot be filed yet."
            ),
        ),
        charts=tuple(
            _deadline_chart([row for row in rows if row.currency == one.code], one, as_of, soon)
            for one in currencies(rows)
        ),
        nothing=_("Nothing is open that could expire."),
    )


def _deadline_chart(
    rows: Sequence[DeadlineWeek], currency: Currency, as_of: date, soon: Sequence[tuple[str, Decimal, int]]
) -> Chart:
    first = as_of - timedelta(days=as_of.weekday())
    numbers = [(row.week_begins - first).days // 7 for row in rows if row.week_begins]
    weeks = min(max(FEWEST_WEEKS, *numbers, 0) + 1, MOST_WEEKS)
    heads = [_week_head(max(first + number * WEEK, as_of), first + number * WEEK + 6 * DAY) for number in range(weeks)]
    if any(number >= weeks for number in numbers):
        heads.append(row_alone(_("Later")))
    if any(row.week_begins is None for row in rows):
        heads.append(row_alone(_("No last day known")))

    def place(row: DeadlineWeek) -> int:
        if row.week_begins is None:
            return len(heads) - 1
        return min((row.week_begins - first).days // 7, weeks)

    sums = sums_by(rows, place, lambda row: row.status)
    layout = Layout(
        key=f"expires-{currency.key}",
        first_column=_("Last day to file"),
        series={status: status_column(status) for status in ENDING},
        is_horizontal=False,
        shows_empty_rows=False,
    )
    ending = [Sum(units, 0, amount) for code, amount, units in soon if code == currency.code]
    claimable = sum_of(row for row in rows if row.status == "claimable")
    return chart(layout, currency, heads, sums, _deadline_finding(total(ending), claimable, sum_of(rows), currency))


def _deadline_finding(soon: Sum, claimable: Sum, whole: Sum, currency: Currency) -> str:
    if soon.units:
        return _("{soon} can be filed and expires within {days} days, of {claimable} that can be filed in all.").format(
            soon=currency.worth(soon), days=SOON_DAYS, claimable=currency.worth(claimable)
        )
    if claimable.units:
        return _("Nothing that can be filed expires within {days} days; {claimable} can be filed in all.").format(
            days=SOON_DAYS, claimable=currency.worth(claimable)
        )
    return _("Nothing can be filed today; {whole} waits or needs an answer first.").format(whole=currency.worth(whole))


def _week_head(first: date, last: date) -> Head:
    return Head(label=_short_day(first), cell=Cell(text=span_text(first, last)))


def _short_day(day: date) -> str:
    # translators: a day without its year, as a pattern of CLDR: 23 Nov
    return format_date(day, _("d MMM"), locale=spoken_language().locale)


# --- paid and owed ---------------------------------------------------------------------------


def _months(parts: Sequence[FigureRows], as_of: date) -> Section:
    claims = [row for part in parts for row in part.month_claims]
    paid = [row for part in parts for row in part.month_paid]
    found = {one.code: one for one in currencies(claims)}
    for row in paid:
        found.setdefault(row.currency, Currency(code=row.currency, minor_digits=row.minor_digits))
    return Section(
        key="months",
        title=_("Paid and owed, by the month of the loss"),
        next_step=_(
            "Look at the oldest month in which something is still open: it expires first. "
            "What expired is gone; a run every week keeps it from growing."
        ),
        links=(
            Link(text=_("Claims that can be filed"), href=claims_link(status="claimable")),
            Link(text=_("Expired claims"), href=claims_link(status="expired")),
            Link(text=_("Payments not tied to a loss"), href=f"{page_name('index')}#apart"),
        ),
        notes=(
            _(
                "Paid and kept: the money of reimbursements that went to losses of the month, first in, first out, "
                "each payment spread evenly over its units. Payments for other things, or for losses before our "
                "records, are not in it."
            ),
            _(
                "Paid is what Amazon left with you: what it took back later is off the payment. Taking it back is a "
                "loss of its own, in the month in which it happened."
            ),
            _("Open: claimable, waiting and filed. Dismissed claims are in no bar."),
            *_payment_notes(parts, paid),
        ),
        charts=tuple(_month_chart(claims, paid, one, as_of) for one in found.values()),
        nothing=_("No loss and no payment for one is in the reports."),
    )


def _payment_notes(parts: Sequence[FigureRows], paid: Sequence[MonthPaid]) -> list[str]:
    """Where the money of the Reimbursements report is, currency by currency."""
    rows = [row for part in parts for row in part.payment_totals]
    notes = []
    for code in sorted({row.currency for row in rows}):
        mine = [row for row in rows if row.currency == code]
        currency = Currency(code=code, minor_digits=max(row.minor_digits for row in mine))
        whole = sum((row.amount for row in mine), start=Decimal(0))
        here = sum((row.amount for row in paid if row.currency == code), start=Decimal(0))
        back = sum((row.reversed_amount for row in mine), start=Decimal(0))
        reversals = sum(row.reversal_count for row in mine)
        lines = sum(row.line_count for row in mine)
        notes.append(
            _(
                "All of the Reimbursements report: {whole} in {lines}. {here} of it is in the bars, {other} was taken "
                "back, is for other things, or tied to no loss."
            ).format(
                whole=currency.money(whole),
                lines=count_text(lines, "line"),
                here=currency.money(here),
                other=currency.money(whole - here),
            )
        )
        if back:
            notes.append(
                ngettext(
                    "{count} reversal line beside these took back {back}; of a payment in the bars it is off.",
                    "{count} reversal lines beside these took back {back}; of payments in the bars they are off.",
                    reversals,
                ).format(count=number_text(reversals), back=currency.money(back))
            )
    return notes


def _month_chart(claims: Sequence[MonthClaim], paid: Sequence[MonthPaid], currency: Currency, as_of: date) -> Chart:
    claims = [row for row in claims if row.currency == currency.code and row.status != "dismissed"]
    paid = [row for row in paid if row.currency == currency.code]
    days = [*(row.month_begins for row in claims), *(row.month_begins for row in paid)]
    known = [_month_number(day) for day in days if day]
    last = _month_number(as_of)
    first = max(min(known, default=last), last - MONTHS + 1)
    heads = [_month_head(number) for number in range(first, last + 1)]
    is_cut = None in days or any(number < first for number in known)
    if is_cut:
        heads.insert(0, row_alone(_("Earlier months")))

    def place(row: MonthClaim | MonthPaid) -> int:
        number = _month_number(row.month_begins) if row.month_begins else first - 1
        return max(number - first + is_cut, 0)

    sums = sums_by(claims, place, lambda row: MONTH_SERIES.get(row.status, "open"))
    for row in paid:
        key = (place(row), "paid")
        sums[key] = sums.get(key, Sum()) + Sum(row.unit_count, 0, row.amount)
    layout = Layout(
        key=f"months-{currency.key}",
        first_column=_("Month of the loss"),
        series={
            "paid": Column(name=_("Paid and kept")),
            "open": Column(name=_("Open")),
            "review": status_column("review"),
            "expired": status_column("expired"),
        },
        is_horizontal=False,
        shows_empty_rows=False,
    )
    return chart(layout, currency, heads, sums, *_month_findings(sums, currency))


def _month_findings(sums: Mapping[tuple[int, str], Sum], currency: Currency) -> list[str]:
    """One sentence for each part that occurs."""
    sentences = {
        "paid": _("Paid, less what Amazon took back: {worth}."),
        "open": _("Still open: {worth}."),
        "review": _("In question: {worth}."),
        "expired": _("Expired unclaimed: {worth}."),
    }
    found = {series: total(one for (_place, key), one in sums.items() if key == series) for series in sentences}
    return [sentences[series].format(worth=currency.worth(one)) for series, one in found.items() if one.units]


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_head(number: int) -> Head:
    first = date(number // 12, number % 12 + 1, 1)
    text = format_skeleton("yMMM", first, locale=spoken_language().locale)
    return Head(label=text, cell=Cell(text=text))
