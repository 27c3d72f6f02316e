"""What the page of figures needs of one account: the rows of queries/report/figure_*.sql, field for column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

import duckdb

import queries

Row = TypeVar("Row")

PLACES: Final = 15
"""How many centres and products a chart names; all others are summed behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWeek:
    """Claims of one status whose last day falls in one week."""

    week_begins: date | None
    status: str
    currency: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthClaim:
    """Claims of one status whose loss event falls in one month."""

    month_begins: date | None
    status: str
    currency: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPaid:
    """What Amazon paid for the losses of one month."""

    month_begins: date
    currency: str
    minor_digits: int
    unit_count: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTotal:
    """All payment lines of one currency, and what reversals took back."""

    currency: str
    minor_digits: int
    line_count: int
    amount: Decimal
    reversal_count: int
    reversed_amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreUnit:
    """Units lost and damaged at one centre, made good in units, and handled."""

    fulfillment_center: str
    lost_units: int
    damaged_units: int
    lost_made_good_units: int
    damaged_made_good_units: int
    handled_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreClaim:
    """Open claims of one status at one centre."""

    fulfillment_center: str
    status: str
    currency: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductClaim:
    """Open claims of one status on one product, or on all products behind the first places."""

    currency: str
    place: int
    product: str
    title: str
    sku: str
    fnsku: str
    product_count: int
    status: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The first day from which losses take part; None without a report."""

    records_begin: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRows:
    """The figures of one account."""

    deadlines: tuple[DeadlineWeek, ...]
    month_claims: tuple[MonthClaim, ...]
    month_paid: tuple[MonthPaid, ...]
    payment_totals: tuple[PaymentTotal, ...]
    centre_units: tuple[CentreUnit, ...]
    centre_claims: tuple[CentreClaim, ...]
    product_claims: tuple[ProductClaim, ...]
    span: tuple[Span, ...]


def read_figures(con: duckdb.DuckDBPyConnection, as_of: date) -> FigureRows:
    """The figures of the account on `con`, as of the day for which its claims were computed."""
    return FigureRows(
        deadlines=_read(con, "figure_deadline", DeadlineWeek),
        month_claims=_read(con, "figure_month_claim", MonthClaim),
        month_paid=_read(con, "figure_month_paid", MonthPaid),
        payment_totals=_read(con, "figure_payment_total", PaymentTotal),
        centre_units=_read(con, "figure_centre_unit", CentreUnit, {"as_of": as_of}),
        centre_claims=_read(con, "figure_centre_claim", CentreClaim),
        product_claims=_read(con, "figure_product_claim", ProductClaim, {"row_limit": PLACES}),
        span=_read(con, "figure_span", Span),
    )


def _read(
    con: duckdb.DuckDBPyConnection, name: str, row: type[Row], params: Mapping[str, object] | None = None
) -> tuple[Row, ...]:
    """The rows of queries/report/<name>.sql; TypeError where columns and class differ."""
    query = queries.load(f"report/{name}")
    found = con.execute(query.sql, dict(params or {})).fetchall()
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in found)
