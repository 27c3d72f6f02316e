"""The chain of evidence of claims, as read: one frozen class a query (queries/report/claim_view_*.sql)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol, TypeVar

import duckdb

import queries
from reports.filing_values import Origin
from reports.origins import OriginRow, read_origin_rows, read_origins
from reports.rates import RateFact, read_rates
from reports.settling import ClaimSettling, settling_of

COVER_LIMIT: Final = 200
"""Cover rows shown of one part of a loss; `why` tells all."""
SETTLING_LIMIT: Final = 12
"""Payments and found units of the product shown with a claim; `why` tells all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFact:
    """The ledger row of a claim; figures that Amazon left blank are None."""

    claim_id: str
    event_date: date
    reference_id: str
    sku: str
    fnsku: str
    quantity: int
    reason: str
    meaning: str
    place: str
    disposition: str
    country: str
    stated_reconciled: int | None
    stated_unreconciled: int | None
    is_unclear: bool
    file_name: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    """The line of the Reimbursements report of a claim, with what it reverses or what its family paid."""

    claim_id: str
    approved_on: date
    reimbursement_id: str
    stated_case_id: str
    order_id: str
    reason: str
    sku: str
    fnsku: str
    condition: str
    currency: str
    minor_digits: int
    amount_per_unit: Decimal | None
    amount_total: Decimal | None
    quantity_cash: int | None
    quantity_inventory: int | None
    quantity_total: int | None
    original_id: str
    file_name: str
    line: int
    taken_units: int | None
    given_units: int | None
    is_unit_guessed: bool | None
    original_on: date | None
    original_money: Decimal | None
    original_units: int | None
    original_file_name: str
    original_line: int | None
    family_money: Decimal | None
    family_units: int | None
    family_lines: int | None
    family_taken_units: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentFact:
    """The line of a shipment to Amazon of a claim; a figure that nobody states is None."""

    claim_id: str
    shipment_id: str
    status: str
    amazon_status: str
    sku: str
    fnsku: str
    place: str
    shipped_on: date | None
    delivered_on: date | None
    closed_on: date | None
    shipped_units: int
    figure_units: int | None
    ledger_units: int | None
    received_units: int
    lost_units: int
    other_units: int | None
    other_product: str
    other_more: int | None
    file_name: str
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFact:
    """Units that the ledger books as received of a shipment line, or takes back; `row_count` counts all rows of it."""

    claim_id: str
    event_date: date
    quantity: int
    place: str
    disposition: str
    file_name: str
    line: int
    row_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFact:
    """A part of the loss row; units = covered + doubt + open, of which `asked_units` are this claim's."""

    claim_id: str
    loss_no: int
    part: str
    units: int
    covered_units: int
    doubt_units: int
    open_units: int
    asked_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverFact:
    """Units of a cover row that went to a part; `row_count` counts all rows of that part."""

    loss_no: int
    pass_: int
    cover_no: int
    units: int
    source: str
    part: str
    event_date: date
    reference_id: str
    reason: str
    meaning: str
    place: str
    cover_units: int
    currency: str
    minor_digits: int
    line_amount: Decimal | None
    file_name: str
    line: int | None
    row_count: int
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisFact:
    """What gives a claim its value and its two days."""

    claim_id: str
    status_code: str
    cost_sku: str
    cost_effective_from: date | None
    cost_approved_on: date | None
    cost_amount: Decimal | None
    cost_currency: str
    cost_file_name: str
    cost_line: int | None
    cap_amount: Decimal | None
    cap_currency: str
    is_capped: bool
    is_sale_capped: bool
    is_cap_verified: bool
    cap_source: str
    cost_rule_from: date | None
    is_cost_rule_verified: bool
    cost_rule_taken_from: str
    cost_rule_source: str
    rule_source: str
    rule_confidence: str
    rule_from: date | None
    taken_over_from: str
    opens_days: int | None
    settle_days: int
    closes_days: int | None
    closes_months: int | None
    rule_first: date | None
    settle_first: date | None
    not_before: date | None
    is_settled_in_window: bool
    delay_payments: int | None
    delay_median: int | None
    delay_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleFact:
    """Days from the event on that a report does not cover; they may hide what made the loss good."""

    claim_id: str
    report: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingFact:
    """Another claim of the same loss event."""

    claim_id: str
    other_id: str
    status: str
    quantity_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTrace:
    """The chain of evidence of one claim; the cover stands in the order in which it was used, part by part."""

    ledger: LedgerFact | None
    payment: PaymentFact | None
    parts: tuple[PartFact, ...]
    cover: tuple[CoverFact, ...]
    basis: BasisFact | None
    siblings: tuple[SiblingFact, ...]
    settling: ClaimSettling | None
    origin: Origin | None = None
    origin_rows: tuple[OriginRow, ...] = ()
    shipment: ShipmentFact | None = None
    receipts: tuple[ReceiptFact, ...] = ()
    rates: tuple[RateFact, ...] = ()
    holes: tuple[HoleFact, ...] = ()


class _OfClaim(Protocol):
    @property
    def claim_id(self) -> str: ...


Row = TypeVar("Row")
ClaimFact = TypeVar("ClaimFact", bound=_OfClaim)


def read_traces(con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str], as_of: date) -> Mapping[str, ClaimTrace]:
    """The chains of the claims, by claim id.

    Args:
        con: a connection on which the tables that a fresh run leaves exist.
        claim_ids: whose chains; each gets one, empty where the tables know nothing of it.
        as_of: the day for which the claims were computed.
    """
    if not claim_ids:
        return {}
    ids = {"claim_ids": list(claim_ids)}
    ledger = {fact.claim_id: fact for fact in _read(con, "claim_view_ledger", LedgerFact, ids)}
    payments = {fact.claim_id: fact for fact in _read(con, "claim_view_payment", PaymentFact, ids)}
    basis = {fact.claim_id: fact for fact in _read(con, "claim_view_basis", BasisFact, ids | {"as_of": as_of})}
    siblings = _by_claim(_read(con, "claim_view_sibling", SiblingFact, ids))
    origins = read_origins(con, claim_ids)
    origin_rows = read_origin_rows(con, list(origins), as_of, COVER_LIMIT)
    shipments = {fact.claim_id: fact for fact in _read(con, "claim_view_shipment", ShipmentFact, ids)}
    some = ids | {"as_of": as_of, "row_limit": COVER_LIMIT}
    receipts = _by_claim(_read(con, "claim_view_receipt", ReceiptFact, some))
    parts = _by_claim(_read(con, "claim_view_part", PartFact, ids))
    settling = settling_of(con, claim_ids, SETTLING_LIMIT)
    rates = read_rates(con, claim_ids, as_of)
    holes = read_holes(con, claim_ids, as_of)
    numbers = sorted({part.loss_no for found in parts.values() for part in found})
    cover: dict[int, list[CoverFact]] = defaultdict(list)
    for fact in _read(con, "claim_view_cover", CoverFact, {"loss_nos": numbers, "row_limit": COVER_LIMIT}):
        cover[fact.loss_no].append(fact)
    return {
        claim_id: ClaimTrace(
            ledger=ledger.get(claim_id),
            payment=payments.get(claim_id),
            parts=tuple(parts.get(claim_id, ())),
            cover=tuple(fact for part in parts.get(claim_id, ()) for fact in cover.get(part.loss_no, ())),
            basis=basis.get(claim_id),
            siblings=tuple(siblings.get(claim_id, ())),
            settling=settling.get(claim_id),
            origin=origins.get(claim_id),
            origin_rows=origin_rows.get(claim_id, ()),
            shipment=shipments.get(claim_id),
            receipts=tuple(receipts.get(claim_id, ())),
            rates=rates.get(claim_id, ()),
            holes=tuple(holes.get(claim_id, ())),
        )
        for claim_id in claim_ids
    }


def read_holes(
    con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str], as_of: date
) -> Mapping[str, Sequence[HoleFact]]:
    """The days that the reports of each claim do not cover, by claim id; none where all are covered."""
    return _by_claim(_read(con, "claim_hole", HoleFact, {"claim_ids": list(claim_ids), "as_of": as_of}))


def _by_claim(facts: Iterable[ClaimFact]) -> Mapping[str, list[ClaimFact]]:
    found: dict[str, list[ClaimFact]] = defaultdict(list)
    for fact in facts:
        found[fact.claim_id].append(fact)
    return found


def _read(con: duckdb.DuckDBPyConnection, name: str, row: type[Row], params: Mapping[str, object]) -> tuple[Row, ...]:
    """The rows of queries/report/<name>.sql; TypeError where columns and class differ."""
    query = queries.load(f"report/{name}")
    names = ["pass_" if column == "pass" else column for column in query.outputs]
    found = con.execute(query.sql, dict(params)).fetchall()
    return tuple(row(**dict(zip(names, values, strict=True))) for values in found)
