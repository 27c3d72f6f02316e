"""The seller's own sheet of shipments to Amazon: one row a shipment and SKU."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundLine:
    """One line of a shipment to Amazon. None is a blank cell; weight in kilograms."""

    shipment_id: str
    status: str
    destination_fc: str
    shipped_on: date | None
    delivered_on: date | None
    closed_on: date | None
    sku: str
    fnsku: str
    asin: str
    quantity_shipped: int
    quantity_received: int | None
    amazon_status: str = ""
    carrier: str = ""
    tracking_id: str = ""
    cartons: int | None = None
    weight_kg: Decimal | None = None

    @property
    def identity(self) -> tuple[str, str, str]:
        """What a later sheet never rewrites."""
        return self.shipment_id, self.sku, self.fnsku

    @property
    def day(self) -> date | None:
        """The day the line stands under: its delivery, else its closing, else its departure."""
        return self.delivered_on or self.closed_on or self.shipped_on
