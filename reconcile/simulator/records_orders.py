"""What reports tell of customers' orders: sales, refunds, returns, replacements, settlements.

Buyers have no name here: nothing of theirs is ever part of an invented account.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line of All orders; the price is that of all its units, None where it is not told."""

    order_id: str
    purchased_at: datetime
    updated_at: datetime
    sku: str
    asin: str
    title: str
    quantity: int
    currency: str
    item_price: Decimal | None
    status: str = "Shipped"
    fulfillment_channel: str = "Amazon"  # or Merchant
    sales_channel: str = "Amazon.com"  # Non-Amazon: a multi-channel order


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerReturn:
    """One line of FBA customer returns: units that came back; the instant is in UTC."""

    returned_at: datetime
    order_id: str
    sku: str
    asin: str
    fnsku: str
    title: str
    quantity: int
    fulfillment_center: str
    disposition: str
    reason: str = "UNWANTED_ITEM"
    status: str = "Unit returned to inventory"
    license_plate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Units sent again free of charge under an order id of their own."""

    shipped_at: datetime
    sku: str
    asin: str
    fulfillment_center: str
    original_fulfillment_center: str
    quantity: int
    reason_code: str
    replacement_order_id: str
    original_order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRefund:
    """One line of the seller's own sheet of refunds; the amount is that of all its units."""

    order_id: str
    sku: str
    fnsku: str
    asin: str
    quantity: int
    refunded_on: date
    amount: Decimal | None
    currency: str
    initiated_by: str = "amazon"  # or seller


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementLine:
    """One amount of a settlement; the instant is in UTC."""

    posted_at: datetime
    transaction_type: str
    amount_type: str
    amount_description: str
    amount: Decimal
    order_id: str = ""
    sku: str = ""
    quantity: int | None = None
    fulfillment: str = ""  # AFN, MFN
    marketplace_name: str = ""
    adjustment_id: str = ""
    order_item_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One settlement; `total` is what it states, which its lines should add up to."""

    settlement_id: str
    starts_at: datetime
    ends_at: datetime
    deposited_at: datetime
    currency: str
    total: Decimal
    lines: tuple[SettlementLine, ...]

    @property
    def adds_up(self) -> bool:
        """Whether nothing is missing from it, as far as its total tells."""
        return sum((line.amount for line in self.lines), Decimal(0)) == self.total
