"""What the drafts of shipments to Amazon write besides: the shipment that all entries share."""

from __future__ import annotations

from dataclasses import dataclass

from reports.draft_parts import only
from reports.filing_values import CaseEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentLines:
    """What all entries of a draft share of their shipment; '' where they differ or nothing is known."""

    shipped_on: str
    delivered_on: str
    carrier: str
    tracking_id: str
    cartons: str
    weight_kg: str
    center: str
    ledger_units: str


def shipment_lines(entries: tuple[CaseEntry, ...]) -> ShipmentLines:
    """What the templates write of the shipment of a case; of any other case all is empty."""
    lines = [entry.shipped for entry in entries if entry.shipped]
    ledger = [line.ledger_units for line in lines if line.ledger_units is not None]
    return ShipmentLines(
        shipped_on=only(str(line.shipped_on or "") for line in lines),
        delivered_on=only(str(line.delivered_on or "") for line in lines),
        carrier=only(line.carrier for line in lines),
        tracking_id=only(line.tracking_id for line in lines),
        cartons=only(str(line.cartons or "") for line in lines),
        weight_kg=only(f"{line.weight_kg:f}".rstrip("0").rstrip(".") if line.weight_kg else "" for line in lines),
        center=only(entry.fulfillment_center for entry in entries),
        ledger_units=str(sum(ledger)) if ledger and len(ledger) == len(lines) else "",
    )
