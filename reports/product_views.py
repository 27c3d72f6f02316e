"""The frozen view of a product: its stock week by week, every event with the stock after it, and the sum of it.

The ledger says by how much the stock changes and never what it was before its first day: the stock is counted from
the least that must have been there, by its evenings: within a day the ledger knows no order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, groupby
from typing import Final
from urllib.parse import quote

from reports.language import page_name
from reports.product_rows import EventRow, ProductRows, QuietRow, SumRow
from reports.rows import ClaimRow

PRODUCT_PAGE: Final = "product"
"""The page beside the first one; account and product stand behind the #, a slash between them."""
CLAIM_ROWS: Final = 200
"""Claims of a product that its page lists; the claims table has all."""
MADE_GOOD: Final = ("found", "graded", "returned", "surplus", "paid", "charged")
OVER: Final = frozenset({"expired", "dismissed"})
LEDGER_SOURCES: Final = frozenset({"ledger", "evidence"})
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductHead:
    """What is said of a product as a whole.

    Attributes:
        first_day: of its first event; None without any.
        last_day: the as-of date.
        opening_units: how many units must at least have been there before the ledger's first row.
        stock_units: on the last day, counted from those.
        event_count: events besides sales and transfers, of which `told_count` stand alone.
        hidden_open_units: open units whose event does not stand alone.
        claim_count: all claims of the product, on this page or not.
        listed_count: how many of them the page lists.
        week_begins: the Monday of the first week of the stock.
    """

    account: str
    product: str
    fnsku: str
    skus: tuple[str, ...]
    asin: str
    title: str
    first_day: date | None
    last_day: date
    opening_units: int
    stock_units: int
    event_count: int
    told_count: int
    hidden_open_units: int
    open_units: int
    claim_count: int
    listed_count: int
    week_begins: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Money of one currency that the claims of the page can still get, of some at most; units without a value."""

    currency: str
    minor_digits: int
    amount: Decimal
    is_at_most: bool
    unpriced_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Units lost in one way: units less what made them good = open."""

    claim_type: str
    units: int
    found_units: int
    graded_units: int
    returned_units: int
    surplus_units: int
    paid_units: int
    charged_units: int
    doubt_units: int
    open_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some units of an event and what became of them: a way of making good, doubt, open; used, perhaps, spare."""

    kind: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event, or several of one kind between two others; `balance` is the stock after it.

    Without `changes_stock` the ledger's stock is not touched, and the balance is that of the row before.
    """

    kind: str
    first_day: date
    last_day: date
    row_count: int
    units: int | None
    changes_stock: bool
    balance: int
    reference_id: str
    reason: str
    meaning: str
    place: str
    disposition: str
    currency: str
    minor_digits: int
    amount: Decimal | None
    file_name: str
    line: int | None
    claim_ids: tuple[str, ...]
    shares: tuple[Share, ...]

    @property
    def open_units(self) -> int:
        """Units of it that nothing has made good."""
        return sum(share.units for share in self.shares if share.kind == "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductClaim:
    """A claim of the product, as its page lists it."""

    claim_id: str
    claim_type: str
    status: str
    reference_id: str
    event_date: date | None
    quantity_open: int
    currency: str
    minor_digits: int
    amount: Decimal | None
    value_basis: str
    deadline: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductBasis:
    """What the products of an account rest on: from when on losses are judged, and the days that the ledger covers."""

    account: str
    records_begin: date | None
    ledger_days: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductView:
    """A product; `weeks` is the stock at the end of each week from `head.week_begins` on."""

    head: ProductHead
    worth: tuple[Worth, ...]
    sums: tuple[Sum, ...]
    weeks: tuple[int, ...]
    events: tuple[Event, ...]
    claims: tuple[ProductClaim, ...]

    @property
    def messages(self) -> Iterable[str]:
        """The closed sentences of the rule data that this view shows, in English."""
        return (event.meaning for event in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """The products of all accounts, in the order in which a script compares their keys, and what they rest on."""

    views: tuple[ProductView, ...] = ()
    basis: tuple[ProductBasis, ...] = ()


def key_of(account: str, product: str) -> str:
    """By what a page knows a product; several accounts may sell the same."""
    return f"{account}/{product}"


def page_of(account: str, product: str) -> str:
    """The address of a product's page in the language spoken now."""
    return f"{page_name(PRODUCT_PAGE)}#{quote(account, safe='')}/{quote(product, safe='')}"


def product_views(
    claims: Sequence[ClaimRow], rows: Mapping[str, Mapping[str, ProductRows]], as_of: date
) -> tuple[ProductView, ...]:
    """The views of those products of the claims of which rows were read, in the order in which a script compares keys.

    Args:
        claims: those that the page shows, in its order.
        rows: account -> product -> what is known of it.
        as_of: the day for which the claims were computed.
    """
    grouped: dict[tuple[str, str], list[ClaimRow]] = {}
    for claim in claims:
        if claim.product in rows[claim.account]:
            grouped.setdefault((claim.account, claim.product), []).append(claim)
    views = [
        _view(account, product, mine, rows[account][product], as_of) for (account, product), mine in grouped.items()
    ]
    return tuple(sorted(views, key=lambda view: key_of(view.head.account, view.head.product).encode("utf-16-be")))


def _view(account: str, product: str, claims: Sequence[ClaimRow], rows: ProductRows, as_of: date) -> ProductView:
    week_begins, weeks = _weeks(rows, as_of)
    found = _events(rows)
    evenings = tuple(accumulate(sum(map(_change, mine)) for mine in found))
    opening = max(0, -min((0, *evenings, *weeks)))
    events = _balanced(found, opening)
    newest = max(claims, key=lambda claim: (claim.event_date or date.min, claim.claim_id))
    total = sum(row.claim_count for row in rows.sums) or len(claims)
    told = [event for event in rows.events if event.source_no is not None]
    open_units = sum(row.open_units for row in rows.sums)
    return ProductView(
        head=ProductHead(
            account=account,
            product=product,
            fnsku=newest.fnsku,
            skus=tuple(sorted({claim.sku for claim in claims if claim.sku})),
            asin=newest.asin,
            title=newest.title,
            first_day=min((event.first_day for event in events), default=None),
            last_day=as_of,
            opening_units=opening,
            stock_units=events[-1].balance if events else opening,
            event_count=rows.events[0].event_count if rows.events else 0,
            told_count=len(told),
            hidden_open_units=open_units - sum(event.open_units for event in told),
            open_units=open_units,
            claim_count=total,
            listed_count=min(len(claims), CLAIM_ROWS),
            week_begins=week_begins,
        ),
        worth=_worth(claims),
        sums=tuple(map(_sum, rows.sums)),
        weeks=tuple(units + opening for units in weeks),
        events=events,
        claims=tuple(map(_claim, claims[:CLAIM_ROWS])),
    )


def _weeks(rows: ProductRows, as_of: date) -> tuple[date | None, tuple[int, ...]]:
    """The first week and the sum of all changes up to the end of each, to the week of the as-of date."""
    if rows.week is None:
        return None, ()
    changes = dict(zip(rows.week.weeks, rows.week.changes, strict=True))
    first = week = rows.week.weeks[0]
    found, stock = [], 0
    while week <= as_of:
        stock += changes.get(week, 0)
        found.append(stock)
        week += WEEK
    return first, tuple(found)


def _events(rows: ProductRows) -> list[list[Event]]:
    """All events in order, the stock not yet counted; with the last of each list an evening is reached."""
    told = [row for row in rows.events if row.source_no is not None]
    alone: dict[tuple[date, str], list[int]] = {}
    for row in told:
        if row.source in LEDGER_SOURCES:
            alone.setdefault((row.event_date, row.kind), []).append(row.stock_units or 0)
    found = [(row.event_date, _told(row)) for row in rows.events]
    for quiet in rows.quiet:
        taken = alone.get((quiet.stretch_day, quiet.kind), [])
        units, count = quiet.units - sum(taken), quiet.row_count - len(taken)
        # what only went from one centre to the other leaves nothing to tell
        if count > 0 and (units or quiet.kind != "moved"):
            found.append((quiet.stretch_day, _quiet(quiet, units, count)))
    found.sort(key=lambda one: (one[0], *_order(one[1])))
    return [[event for _day, event in mine] for _day, mine in groupby(found, key=lambda one: one[0])]


def _order(event: Event) -> tuple[date, int, int, str, str, int]:
    """By the last day; there first what began earlier, then the ledger, what came before what went."""
    turn = 0 if event.first_day < event.last_day else 1 if event.changes_stock else 2
    return event.last_day, turn, -(event.units or 0), event.kind, event.reference_id, event.line or 0


def _change(event: Event) -> int:
    return (event.units or 0) if event.changes_stock else 0


def _balanced(events: Iterable[list[Event]], opening: int) -> tuple[Event, ...]:
    """The events with the stock after each; where that fell below 0 before an evening, what came stands first."""
    found: list[Event] = []
    stock = opening
    for of_days in events:
        mine = list(of_days)
        if min(accumulate(map(_change, mine), initial=stock)) < 0:
            mine.sort(key=lambda event: (not event.changes_stock, -(event.units or 0)))
        for event in mine:
            stock += _change(event)
            found.append(replace(event, balance=stock))
    return tuple(found)


def _told(row: EventRow) -> Event:
    shares = [Share(kind=name, units=getattr(row, f"{name}_units")) for name in (*MADE_GOOD, "doubt", "open")]
    if row.cover_units:
        spare = row.cover_units - row.used_units - row.perhaps_units
        given = (("used", row.used_units), ("perhaps", row.perhaps_units), ("spare", spare))
        shares += [Share(kind=name, units=units) for name, units in given]
    return Event(
        kind=row.kind,
        first_day=row.event_date,
        last_day=row.event_date,
        row_count=row.row_count,
        units=row.units,
        changes_stock=row.source in LEDGER_SOURCES,
        balance=0,
        reference_id=row.reference_id,
        reason=row.reason,
        meaning=row.meaning,
        place=row.place,
        disposition=row.disposition,
        currency=row.currency,
        minor_digits=row.minor_digits,
        amount=row.amount,
        file_name=row.file_name,
        line=row.line,
        claim_ids=tuple(row.claim_ids.split()),
        shares=tuple(share for share in shares if share.units),
    )


def _quiet(row: QuietRow, units: int, count: int) -> Event:
    return Event(
        kind=row.kind,
        first_day=row.first_day,
        last_day=row.last_day,
        row_count=count,
        units=units,
        changes_stock=True,
        balance=0,
        reference_id="",
        reason="",
        meaning="",
        place="",
        disposition="",
        currency="",
        minor_digits=2,
        amount=None,
        file_name="",
        line=None,
        claim_ids=(),
        shares=(),
    )


def _sum(row: SumRow) -> Sum:
    return Sum(**{name: getattr(row, name) for name in Sum.__slots__})


def _claim(claim: ClaimRow) -> ProductClaim:
    return ProductClaim(**{name: getattr(claim, name) for name in ProductClaim.__slots__})


def _worth(claims: Sequence[ClaimRow]) -> tuple[Worth, ...]:
    """What the claims that are not over ask for, by currency, the most claims first."""
    groups: dict[tuple[str, int], list[ClaimRow]] = {}
    for claim in (claim for claim in claims if claim.status not in OVER):
        groups.setdefault((claim.currency, claim.minor_digits), []).append(claim)
    return tuple(
        Worth(
            currency=currency,
            minor_digits=digits,
            amount=sum((claim.amount or Decimal(0) for claim in mine), start=Decimal(0)),
            is_at_most=any(claim.value_basis == "sale_price" for claim in mine),
            unpriced_units=sum(claim.quantity_open for claim in mine if claim.amount is None),
        )
        for (currency, digits), mine in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )
