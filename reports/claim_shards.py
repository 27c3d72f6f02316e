"""The claim views as data: classic scripts of 500 claims each, that a page opened from a folder loads on demand.

A shard holds each text once and the rest as short rows; LAYOUT says what stands where. Rows of claims are in order
of the claim id, so that a page needs only the first id of each shard to know where a claim is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reports.claim_facts import (
    BasisFact,
    CoverFact,
    HoleFact,
    LedgerFact,
    PartFact,
    PaymentFact,
    ReceiptFact,
    ShipmentFact,
)
from reports.claim_views import (
    Asked,
    CaseHead,
    CaseView,
    ClaimView,
    DraftText,
    MissingLine,
    RouteHead,
    SiblingView,
    Told,
)
from reports.filing_values import FilingStep, Origin
from reports.origins import OriginRow
from reports.rates import RateFact
from reports.rows import ClaimRow
from reports.settling import SettlingRow
from reports.shard_script import Layout, layout_of, script

SHARD_SIZE: Final = 500

RECORDS: Final[Mapping[str, type[Any]]] = {
    "head": ClaimRow,
    "told": Told,
    "ledger": LedgerFact,
    "payment": PaymentFact,
    "part": PartFact,
    "cover": CoverFact,
    "basis": BasisFact,
    "sibling": SiblingView,
    "settling": SettlingRow,
    "asked": Asked,
    "origin": Origin,
    "row": OriginRow,
    "shipment": ShipmentFact,
    "receipt": ReceiptFact,
    "rate": RateFact,
    "hole": HoleFact,
    "case": CaseHead,
    "step": FilingStep,
    "route": RouteHead,
    "missing": MissingLine,
    "draft": DraftText,
}
#: what the view does not show, or knows already from its head
LEFT_OUT: Final[Mapping[str, frozenset[str]]] = {
    "head": frozenset({"urgency", "largest_rank", "question_key", "status_reason"}),
    "ledger": frozenset({"claim_id"}),
    "payment": frozenset({"claim_id"}),
    "part": frozenset({"claim_id"}),
    "cover": frozenset({"cover_no"}),
    "basis": frozenset({"claim_id"}),
    "settling": frozenset({"product", "region", "target_on"}),
    "origin": frozenset({"claim_id"}),
    "row": frozenset({"claim_id"}),
    "shipment": frozenset({"claim_id"}),
    "receipt": frozenset({"claim_id"}),
    "rate": frozenset({"claim_id"}),
    "hole": frozenset({"claim_id"}),
}
LAYOUT: Final[Layout] = layout_of(RECORDS, LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """File name -> text of a script, and the first claim id of each claims file."""

    files: Mapping[str, str]
    first_ids: tuple[str, ...]


def shards(claims: Sequence[ClaimView], cases: Sequence[CaseView], size: int = SHARD_SIZE) -> Shards:
    """The scripts that hold the views; the claims must stand in order of their ids.

    Args:
        claims: the views.
        cases: what `ClaimView.case_number` counts.
        size: how many claims, or cases, one script holds.
    """
    files = {}
    for number, begin in enumerate(range(0, len(claims), size)):
        files[f"claims-{number:03d}.js"] = script("claims", number, LAYOUT, map(_claim, claims[begin : begin + size]))
    for number, begin in enumerate(range(0, len(cases), size)):
        files[f"cases-{number:03d}.js"] = script("cases", number, LAYOUT, map(_case, cases[begin : begin + size]))
    return Shards(files=files, first_ids=tuple(view.head.claim_id for view in claims[::size]))


def _claim(view: ClaimView) -> list[Any]:
    """Head, ledger, payment, parts, cover, basis, siblings, what is said, number of the case, question, what settled.

    The number behind counts the settling lines that there are; origin and its rows, shipment and its receipts, and
    the exchange rates and the days not covered stand last.
    """
    digits = view.head.minor_digits
    trace = view.trace
    settling = trace.settling
    return [
        ("head", view.head, digits),
        trace.ledger and ("ledger", trace.ledger, digits),
        trace.payment and ("payment", trace.payment, trace.payment.minor_digits),
        [("part", part, digits) for part in trace.parts],
        [("cover", cover, cover.minor_digits) for cover in trace.cover],
        trace.basis and ("basis", trace.basis, digits),
        [("sibling", sibling, digits) for sibling in view.siblings],
        ("told", view.told, digits),
        view.case_number,
        view.asked and ("asked", view.asked, digits),
        [("settling", row, row.minor_digits) for row in settling.rows] if settling else [],
        settling.line_count if settling else 0,
        trace.origin and ("origin", trace.origin, trace.origin.minor_digits),
        [("row", row, row.minor_digits) for row in trace.origin_rows],
        trace.shipment and ("shipment", trace.shipment, digits),
        [("receipt", receipt, digits) for receipt in trace.receipts],
        [("rate", rate, 0) for rate in trace.rates],
        [("hole", hole, 0) for hole in trace.holes],
    ]


def _case(view: CaseView) -> list[Any]:
    """Head, ticks, route, steps, what is missing, drafts, what they say in the languages of the pages."""
    digits = view.head.minor_digits
    return [
        ("case", view.head, digits),
        [("step", step, digits) for step in view.ticks],
        view.route and ("route", view.route, digits),
        [("step", step, digits) for step in view.steps],
        [("missing", line, digits) for line in view.missing],
        [("draft", draft, digits) for draft in view.drafts],
        [("draft", reading, digits) for reading in view.readings],
    ]
