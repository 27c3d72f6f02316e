"""The claim views as data: classic scripts of 500 claims each, that a page opened from a folder loads on demand.

A shard holds each text once and the rest as short rows; LAYOUT says what stands where. Rows of claims are in order
of the claim id, so that a page needs only the first id of each shard to know where a claim is.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
from reports.table_data import ESCAPES

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
PLAIN: Final = frozenset({"int", "bool", "int | None", "bool | None"})
TEXTS: Final = "tuple[str, ...]"


def _columns(name: str) -> tuple[tuple[str, str], ...]:
    """The fields of a record with their kind: plain, text (a number in the list of texts) or texts."""
    return tuple(
        (field.name, "plain" if field.type in PLAIN else "texts" if field.type == TEXTS else "text")
        for field in dataclasses.fields(RECORDS[name])
        if field.name not in LEFT_OUT.get(name, frozenset())
    )


LAYOUT: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {name: _columns(name) for name in RECORDS}


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
        files[f"claims-{number:03d}.js"] = _script("claims", number, map(_claim, claims[begin : begin + size]))
    for number, begin in enumerate(range(0, len(cases), size)):
        files[f"cases-{number:03d}.js"] = _script("cases", number, map(_case, cases[begin : begin + size]))
    return Shards(files=files, first_ids=tuple(view.head.claim_id for view in claims[::size]))


Named = tuple[str, Any, int]
"""A record's name, the record, and the minor digits of its money."""


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


def _script(kind: str, number: int, told: Iterable[list[Any]]) -> str:
    """A call that hands the rows to the page; one row a line, every text once."""
    texts: dict[str, int] = {}
    rows = ",\n".join(json.dumps(_row(one, texts), separators=(",", ":")) for one in told)
    listed = json.dumps(list(texts), ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return f'fbaReconcile("{kind}",{number},{listed},[\n{rows}\n]);\n'


def _row(told: Any, texts: dict[str, int]) -> Any:  # noqa: ANN401  nested lists of numbers
    if isinstance(told, list):
        return [_row(one, texts) for one in told]
    if isinstance(told, tuple):
        name, record, digits = told
        return [_cell(getattr(record, column), kind, digits, texts) for column, kind in LAYOUT[name]]
    return told


def _cell(value: object, kind: str, digits: int, texts: dict[str, int]) -> Any:  # noqa: ANN401  as JSON has it
    if value is None or kind == "plain":
        return value
    if isinstance(value, tuple):
        return [texts.setdefault(str(one), len(texts)) for one in value]
    if isinstance(value, Decimal):
        text = _decimal_text(value, digits)
    else:
        text = value.isoformat() if isinstance(value, date) else str(value)
    return texts.setdefault(text, len(texts))


def _decimal_text(value: Decimal, digits: int) -> str:
    """With the minor digits of its money, and more only where a figure has more."""
    rounded = value.quantize(Decimal(1).scaleb(-digits))
    return f"{rounded:f}" if rounded == value else f"{value.normalize():f}"
