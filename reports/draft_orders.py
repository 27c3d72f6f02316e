"""What the drafts of removals and of customers' orders write besides: boxes, refunds, damaged returns."""

from __future__ import annotations

from dataclasses import dataclass

from reports.draft_parts import PAYMENT_LIMIT, ReportLines, distinct, money, plain_id, report_lines
from reports.filing_values import CaseEntry, CaseToFile


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLines:
    """The box, the refund or the damaged return of an entry as its template writes it; '' where nothing is known."""

    kind: str
    product: str
    tracking: str
    carrier: str
    shipped_on: str
    received_on: str
    refunded_on: str
    returned_on: str
    place: str
    disposition: str
    plates: tuple[str, ...]
    has_more_plates: bool
    shipped: int
    received: int
    money: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLines:
    """What a template may write of an order; a report is None where the draft does not speak of it."""

    returns: ReportLines | None
    settlements: ReportLines | None
    other_paid: int
    other_returned: int
    other_charged: int
    shipped: int
    received: int
    returned: int
    charged: int


def order_lines(case: CaseToFile) -> OrderLines | None:
    """What its templates write of the order of a case; None where it is of none."""
    facts = case.order
    if facts is None:
        return None
    origins = [entry.origin for entry in case.entries if entry.origin]
    return OrderLines(
        returns=report_lines(facts.returns) if facts.returns else None,
        settlements=report_lines(facts.settlements) if facts.settlements else None,
        other_paid=facts.other_paid,
        other_returned=facts.other_returned,
        other_charged=facts.other_charged,
        shipped=sum(origin.event_units for origin in origins),
        received=sum(origin.received_units or 0 for origin in origins),
        returned=sum(entry.returned for entry in case.entries),
        charged=sum(entry.charged for entry in case.entries),
    )


def origin_lines(case: CaseToFile, entry: CaseEntry) -> OriginLines | None:
    """What an entry rests on, as its template writes it."""
    origin = entry.origin
    if origin is None:
        return None
    fnsku, sku = plain_id(entry.fnsku), plain_id(entry.sku)
    plates = distinct(origin.license_plates.split(", "))
    return OriginLines(
        kind=origin.kind,
        product=f"FNSKU {fnsku}" if fnsku else f"SKU {sku}" if sku else "",
        tracking=plain_id(origin.tracking_number),
        carrier=plain_id(origin.carrier),
        shipped_on=str(origin.shipped_on or ""),
        received_on=str(origin.received_on or ""),
        refunded_on=str(origin.refunded_on or ""),
        returned_on=str(origin.returned_on or ""),
        place=plain_id(origin.place),
        disposition=plain_id(origin.disposition),
        plates=tuple(plates[:PAYMENT_LIMIT]),
        has_more_plates=len(plates) > PAYMENT_LIMIT,
        shipped=origin.event_units,
        received=origin.received_units or 0,
        money=money(case, origin.money),
    )
