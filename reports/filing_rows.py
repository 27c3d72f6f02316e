"""What a case is made of, as read: the claims that can be filed, and the facts that their drafts may state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

import duckdb

import queries
from reports.origins import Origins, origins_of
from reports.rates import conversion_text, read_rates
from reports.rows import CoverageSpan
from reports.settling import SettlingLine, lines_of, read_rows

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingClaim:
    """A claim that can be filed (queries/report/filing_claim.sql)."""

    claim_id: str
    claim_type: str
    region: str
    marketplace: str
    product: str
    reference_id: str
    event_date: date
    sku: str
    fnsku: str
    asin: str
    fulfillment_center: str
    reason_code: str
    quantity_lost: int
    quantity_covered: int
    quantity_open: int
    currency: str
    minor_digits: int
    unit_value: Decimal | None
    amount: Decimal | None
    cost_price: Decimal | None
    deadline: date | None
    is_rule_verified: bool
    reported_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """The ledger row of a claim (queries/report/draft_ledger.sql)."""

    claim_id: str
    row_units: int
    disposition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverUnits:
    """Cover tied to the row of a claim (draft_cover.sql); source: found, graded_back, reimbursement, overage."""

    claim_id: str
    source: str
    cover_date: date
    reimbursement_id: str
    is_counted: bool
    is_doubt: bool
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """The payment line of a claim (queries/report/draft_payment.sql)."""

    claim_id: str
    original_id: str
    paid_on: date | None
    taken_units: int
    given_units: int
    paid_amount: Decimal | None
    paid_units: int
    cost_price: Decimal | None
    cost_approved_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentRow:
    """The shipment line of a claim (queries/report/draft_shipment.sql); ledger_units is None without a ledger."""

    claim_id: str
    shipped_units: int
    received_units: int
    ledger_units: int | None
    lost_units: int
    shipped_on: date | None
    delivered_on: date | None
    carrier: str
    tracking_id: str
    cartons: int | None
    weight_kg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFacts:
    """Everything that is read of an account before its cases are made."""

    claims: tuple[FilingClaim, ...]
    ledger_rows: Mapping[str, LedgerRow]
    payment_rows: Mapping[str, PaymentRow]
    shipment_rows: Mapping[str, ShipmentRow]
    #: claim id -> what the match ties to its row
    cover: Mapping[str, tuple[CoverUnits, ...]]
    #: product -> its payment lines and found units, whatever they belong to
    lines: Mapping[str, tuple[SettlingLine, ...]]
    #: kind of report -> spans of days without a hole, in order
    coverage: Mapping[str, tuple[CoverageSpan, ...]]
    origins: Origins
    #: claim id -> day and rates by which the cost of a unit was converted
    conversions: Mapping[str, str]


def read_facts(con: duckdb.DuckDBPyConnection, as_of: date) -> FilingFacts:
    """Reads them from the tables that a fresh run of that day leaves on `con`."""
    cover: dict[str, list[CoverUnits]] = defaultdict(list)
    for given in _read(con, "report/draft_cover", CoverUnits):
        cover[given.claim_id].append(given)
    coverage: dict[str, list[CoverageSpan]] = defaultdict(list)
    for span in _read(con, "report/coverage_span", CoverageSpan):
        coverage[span.kind].append(span)
    claims = _read(con, "report/filing_claim", FilingClaim)
    claim_ids = [claim.claim_id for claim in claims]
    rows = read_rows(con, claim_ids)
    return FilingFacts(
        claims=claims,
        ledger_rows={row.claim_id: row for row in _read(con, "report/draft_ledger", LedgerRow)},
        payment_rows={row.claim_id: row for row in _read(con, "report/draft_payment", PaymentRow)},
        shipment_rows={row.claim_id: row for row in _read(con, "report/draft_shipment", ShipmentRow)},
        cover={claim_id: tuple(rows) for claim_id, rows in cover.items()},
        lines={product: lines_of(found) for product, found in rows.items()},
        coverage={kind: tuple(rows) for kind, rows in coverage.items()},
        origins=origins_of(con, ((claim.claim_id, claim.claim_type) for claim in claims)),
        conversions={id_: conversion_text(rates) for id_, rates in read_rates(con, claim_ids, as_of).items()},
    )


def _read(con: duckdb.DuckDBPyConnection, name: str, row: type[Row]) -> tuple[Row, ...]:
    query = queries.load(name)
    found = con.execute(query.sql).fetchall()
    return tuple(row(**dict(zip(query.outputs, values, strict=True))) for values in found)
