"""What settled units of a product: each payment line and found unit, and what it belongs to by the match.

Claims, drafts and `why` speak of these lines alike: what a line belongs to is said of the line, never of who asks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

import duckdb

import queries

EARLY_DAYS: Final = timedelta(days=10)
"""A payment or found unit may be booked so long before its loss."""
OWN: Final = frozenset({"loss", "reconciled", "reversal", "given_back", "shipment", "doubt"})
"""What a line belongs to where its target is a loss that a claim may be about."""
OPEN: Final = frozenset({"doubt", "none"})
"""Where nobody knows for certain which units a line is for."""
PAYMENT: Final = "reimbursement"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingRow:
    """A line and one thing it belongs to (queries/report/settling_line.sql)."""

    product: str
    source: str
    line_no: int
    event_date: date
    line_id: str
    reason: str
    place: str
    line_units: int
    region: str
    currency: str
    minor_digits: int
    amount: Decimal | None
    file_name: str
    line: int | None
    belonging: str
    target: str
    target_on: date | None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """What units of a line belong to.

    `target` is a ledger reference, a shipment or the id of a payment, '' where it has none.
    """

    kind: str
    target: str
    target_on: date | None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingLine:
    """A payment line, or a ledger row of found or graded units; `shares` say what it belongs to, oldest first."""

    source: str
    line_no: int
    event_date: date
    line_id: str
    reason: str
    units: int
    region: str
    currency: str
    product: str
    shares: tuple[Belonging, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody knows for certain which units some of it is for."""
        return any(share.kind in OPEN for share in self.shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonSum:
    """Lines of one reason that are counted and not named; `line_count` lines with `units` in all."""

    reason: str
    line_count: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingList:
    """The lines of some days, those named in order of date and the sums of the others; together they are all."""

    named: tuple[SettlingLine, ...] = ()
    others: tuple[ReasonSum, ...] = ()
    #: how many of the others are open questions
    open_others: int = 0

    @property
    def other_count(self) -> int:
        """How many lines are not named."""
        return sum(one.line_count for one in self.others)

    @property
    def has_open(self) -> bool:
        """Whether a line may be for units that nobody knows."""
        return self.open_others > 0 or any(line.is_open for line in self.named)


def read_rows(con: duckdb.DuckDBPyConnection, claim_ids: Collection[str]) -> Mapping[str, tuple[SettlingRow, ...]]:
    """The rows of the products of the claims, by product, from the tables that a fresh run leaves on `con`."""
    if not claim_ids:
        return {}
    query = queries.load("report/settling_line")
    rows: dict[str, list[SettlingRow]] = defaultdict(list)
    for values in con.execute(query.sql, {"claim_ids": list(claim_ids)}).fetchall():
        row = SettlingRow(**dict(zip(query.outputs, values, strict=True)))
        rows[row.product].append(row)
    return {product: tuple(found) for product, found in rows.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettling:
    """What a claim shows of the lines of its product, in order of date, and how many there are since `first_day`."""

    first_day: date
    rows: tuple[SettlingRow, ...]
    line_count: int


def settling_of(con: duckdb.DuckDBPyConnection, claim_ids: Collection[str], most: int) -> Mapping[str, ClaimSettling]:
    """For each claim the first of the lines of its product, chosen as by `listed`, from shortly before the loss on."""
    rows = read_rows(con, claim_ids)
    lines = {product: lines_of(found) for product, found in rows.items()}
    query = queries.load("report/claim_product")
    found = {}
    for claim_id, product, event_date, reference in con.execute(query.sql, {"claim_ids": list(claim_ids)}).fetchall():
        if event_date is None:  # nobody knows from when on a line would matter
            continue
        references = {reference} - {""}
        first = first_day(event_date, lines.get(product, ()), references)
        inside = [line for line in lines.get(product, ()) if line.event_date >= first]
        named = {(line.source, line.line_no) for line in listed(inside, references, most).named}
        found[claim_id] = ClaimSettling(
            first_day=first,
            rows=tuple(row for row in rows.get(product, ()) if (row.source, row.line_no) in named),
            line_count=len(inside),
        )
    return found


def lines_of(rows: Iterable[SettlingRow]) -> tuple[SettlingLine, ...]:
    """The rows of a product as lines, in order of date."""
    return tuple(
        _line(tuple(found)) for _, found in groupby(rows, key=lambda row: (row.product, row.source, row.line_no))
    )


def _line(rows: Sequence[SettlingRow]) -> SettlingLine:
    first = rows[0]
    return SettlingLine(
        source=first.source,
        line_no=first.line_no,
        event_date=first.event_date,
        line_id=first.line_id,
        reason=first.reason,
        units=first.line_units,
        region=first.region,
        currency=first.currency,
        product=first.product,
        shares=tuple(
            Belonging(kind=row.belonging, target=row.target, target_on=row.target_on, units=row.units) for row in rows
        ),
    )


def first_day(event_date: date, lines: Iterable[SettlingLine], references: Collection[str]) -> date:
    """From when on lines matter to a loss: some days before it, or as early as one that the match ties to it."""
    tied = (
        line.event_date
        for line in lines
        if any(share.kind in OWN and share.target and share.target in references for share in line.shares)
    )
    return min(event_date - EARLY_DAYS, min(tied, default=event_date))


def listed(lines: Iterable[SettlingLine], references: Collection[str], most: int | None = None) -> SettlingList:
    """The lines as a list that names at most so many: open questions first, then what is of `references`, then newest.

    Args:
        lines: all lines of the days; a line of several products counts once.
        references: the ids of the losses that the list is for.
        most: how many are named; by default all.
    """
    each = {(line.source, line.line_no): line for line in lines}
    ranked = sorted(
        each.values(),
        key=lambda line: (
            not line.is_open,
            not any(share.target in references for share in line.shares),
            -line.event_date.toordinal(),
            line.line_id,
            line.line_no,
        ),
    )
    named, others = (ranked, []) if most is None else (ranked[:most], ranked[most:])
    counts = Counter(line.reason for line in others)
    units: Counter[str] = Counter()
    for line in others:
        units[line.reason] += line.units
    return SettlingList(
        named=tuple(sorted(named, key=lambda line: (line.event_date, line.source, line.line_id, line.line_no))),
        others=tuple(
            ReasonSum(reason=reason, line_count=count, units=units[reason])
            for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ),
        open_others=sum(line.is_open for line in others),
    )
