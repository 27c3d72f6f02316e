"""Removals: what was ordered out of Amazon's stock, what left in which box, what came home."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalOrder:
    """One row of the removal order detail; instants in UTC, None is a blank figure."""

    requested_at: datetime
    order_id: str
    order_source: str
    order_type: str
    service_speed: str
    order_status: str
    updated_at: datetime
    sku: str
    fnsku: str
    disposition: str
    requested: int
    cancelled: int | None
    disposed: int | None
    shipped: int | None
    in_process: int | None
    fee: Decimal | None
    currency: str

    @property
    def identity(self) -> tuple[str, str, str, str, int]:
        """What Amazon never rewrites; two rows of one identity are one row."""
        return self.order_id, self.sku, self.fnsku, self.disposition, self.requested


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalShipment:
    """One row of the removal shipment detail: units of one product in one box."""

    requested_at: datetime
    order_id: str
    shipped_at: datetime
    sku: str
    fnsku: str
    disposition: str
    quantity: int
    carrier: str
    tracking: str
    order_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalReceipt:
    """What the seller's warehouse says of one product in one box; 0 units: nothing came."""

    order_id: str
    tracking: str
    fnsku: str
    quantity: int
    received_on: date | None
    condition: str = ""
    note: str = ""
