"""What the page of a product needs of one account: the rows of queries/report/product_*.sql, field for column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final, Protocol, TypeVar

import duckdb

import queries

Row = TypeVar("Row")

EVENT_LIMIT: Final = 100
"""Events of a product that are told one by one; the others are summed between them, and the page says so."""

PRODUCT_LIMIT: Final = 500
"""Products of an account that have a page: a thousand more would take the report a quarter of a minute and 15 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event, or, without a `source_no`, several of one kind and month; units as the report signs them."""

    product: str
    source: str
    source_no: int | None
    event_date: date
    kind: str
    row_count: int
    units: int | None
    stock_units: int | None
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
    found_units: int
    graded_units: int
    returned_units: int
    surplus_units: int
    paid_units: int
    charged_units: int
    doubt_units: int
    open_units: int
    cover_units: int
    used_units: int
    perhaps_units: int
    claim_ids: str
    event_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietRow:
    """Ledger rows of one kind over some days up to `stretch_day`, those told one by one among them."""

    product: str
    stretch_day: date
    first_day: date
    last_day: date
    kind: str
    row_count: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """The weeks in which the ledger books anything, by their first day, and the change of each."""

    product: str
    weeks: list[date]
    changes: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRow:
    """Units lost in one way: what made them good, and what is open; the last two count its claims and their units."""

    product: str
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
    claim_count: int
    claim_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRows:
    """All rows of one product."""

    events: tuple[EventRow, ...]
    quiet: tuple[QuietRow, ...]
    week: WeekRow | None
    sums: tuple[SumRow, ...]


class _OfProduct(Protocol):
    @property
    def product(self) -> str: ...


OfProduct = TypeVar("OfProduct", bound=_OfProduct)


def read_products(
    con: duckdb.DuckDBPyConnection,
    products: Iterable[str],
    as_of: date,
    event_limit: int = EVENT_LIMIT,
    product_limit: int = PRODUCT_LIMIT,
) -> Mapping[str, ProductRows]:
    """The rows of each product, by product; of too many products those of the first.

    Args:
        con: a connection on which the tables that a fresh run leaves exist.
        products: whose, the most urgent first; none of them empty.
        as_of: the day for which the claims were computed.
        event_limit: how many events of a product are told one by one.
        product_limit: how many products have rows.
    """
    wanted = sorted(islice(dict.fromkeys(products), product_limit))
    if not wanted:
        return {}
    named = {"products": wanted}
    until = named | {"as_of": as_of}
    found = _read(con, "product_event", EventRow, until | {"row_limit": event_limit})
    told = sorted({(row.product, row.event_date) for row in found})
    days = {"told_products": [product for product, _day in told], "told_days": [day for _product, day in told]}
    events = _by_product(found)
    quiet = _by_product(_read(con, "product_quiet", QuietRow, until | days))
    weeks = {row.product: row for row in _read(con, "product_week", WeekRow, until)}
    sums = _by_product(_read(con, "product_sum", SumRow, named))
    return {
        product: ProductRows(
            events=tuple(events.get(product, ())),
            quiet=tuple(quiet.get(product, ())),
            week=weeks.get(product),
            sums=tuple(sums.get(product, ())),
        )
        for product in wanted
    }


def _by_product(rows: Sequence[OfProduct]) -> Mapping[str, list[OfProduct]]:
    found: dict[str, list[OfProduct]] = defaultdict(list)
    for row in rows:
        found[row.product].append(row)
    return found


def _read(con: duckdb.DuckDBPyConnection, name: str, row: type[Row], params: Mapping[str, object]) -> tuple[Row, ...]:
    """The rows of queries/report/<name>.sql; TypeError where columns and class differ."""
    query = queries.load(f"report/{name}")
    found = con.execute(query.sql, dict(params)).fetchall()
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in found)
