"""The section of shipments to Amazon: what is still receiving and when it can be claimed, and what arrived short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentRow:
    """A shipment (queries/report/shipment.sql); units are None where nobody states them. The totals count all."""

    shipment_id: str
    status: str
    is_closed: bool
    destination_fc: str
    shipped_on: date | None
    delivered_on: date | None
    closed_on: date | None
    shipped_units: int | None
    received_units: int | None
    missing_units: int | None
    surplus_units: int | None
    corrected_units: int
    found_units: int
    paid_units: int
    open_units: int
    expected_units: int | None
    located_units: int | None
    first_received_on: date | None
    last_received_on: date | None
    received_at: str
    opens_on: date | None
    claim_until: date | None
    row_total: int
    receiving_total: int
    complete_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentLine:
    """A shipment of an account, as the page shows it; sent and received are the queue's where no line has any."""

    account: str
    row: ShipmentRow
    sent: int | None
    received: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipments:
    """All accounts' shipments that a person should know of; `complete` are those of which nothing is missing."""

    receiving: tuple[ShipmentLine, ...]
    short: tuple[ShipmentLine, ...]
    receiving_total: int
    short_total: int
    complete_total: int

    @property
    def total(self) -> int:
        """How many the page names or counts."""
        return self.receiving_total + self.short_total + self.complete_total


def shipments_of(parts: Sequence[tuple[str, Sequence[ShipmentRow]]]) -> Shipments:
    """The section, from each account's name and rows."""
    lines = [
        ShipmentLine(
            account=name,
            row=row,
            sent=row.expected_units if row.shipped_units is None else row.shipped_units,
            received=row.located_units if row.received_units is None else row.received_units,
        )
        for name, rows in parts
        for row in rows
    ]
    firsts = [rows[0] for _, rows in parts if rows]
    receiving_total = sum(row.receiving_total for row in firsts)
    return Shipments(
        receiving=tuple(line for line in lines if not line.row.is_closed),
        short=tuple(line for line in lines if line.row.is_closed),
        receiving_total=receiving_total,
        short_total=sum(row.row_total for row in firsts) - receiving_total,
        complete_total=sum(row.complete_total for row in firsts),
    )
