"""The clerk of customers' orders: sales, refunds, returns, replacements, retro-charges.

What is told as money of a settlement is kept per currency and bound into settlements at
the end (`settlements_orders`), so that a story need not know where one ends.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from reconcile.simulator.records import PaymentLine
from reconcile.simulator.records_orders import (
    CustomerRefund,
    CustomerReturn,
    OrderLine,
    Replacement,
    SettlementLine,
)
from reconcile.simulator.shelf import Home, Product, happens, money
from reconcile.simulator.teller import CENTRES, Teller

# Days from a refund to the as-of date: where windows open, close, or just do not.
REFUND_AGES = (
    *(0, 5, 20, 21, 22, 40, 44, 45, 46, 58, 59, 60, 61, 65, 70, 73, 74, 75, 80, 85, 90, 95, 100),
    *(104, 105, 106, 110, 115, 119, 120, 121, 150, 190, -3),
)
SITES = {
    "USD": "Amazon.com",
    "CAD": "Amazon.ca",
    "MXN": "Amazon.com.mx",
    "GBP": "Amazon.co.uk",
    "JPY": "Amazon.co.jp",
    "AED": "Amazon.ae",
    "AUD": "Amazon.com.au",
}
RETURN_REASONS = ("UNWANTED_ITEM", "DEFECTIVE", "CUSTOMER_RETURN", "NOT_AS_DESCRIBED", "UNDELIVERABLE_UNKNOWN")
REPLACED_BECAUSE = ("DAMAGED", "Damaged_Defective", "7", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """Units of one SKU in one order."""

    order_id: str
    product: Product
    sku: str
    units: int
    price: Decimal
    currency: str
    country: str
    bought_on: date
    fulfillment: str
    site: str


class OrderTeller:
    """Collects what reports tell of customers' orders while stories are told."""

    def __init__(self, rng: Random, home: Home, as_of: date) -> None:
        self.rng = rng
        self.as_of = as_of
        self.clerk = Teller(rng, home, as_of)
        self.orders: list[OrderLine] = []
        self.returns: list[CustomerReturn] = []
        self.replacements: list[Replacement] = []
        self.refunds: list[CustomerRefund] = []
        self.lines: dict[str, list[SettlementLine]] = {}  # per currency

    def refund_day(self) -> date:
        """A day at a telling distance from the as-of date."""
        return self.as_of - timedelta(days=self.rng.choice(REFUND_AGES))

    def order_id(self) -> str:
        """A number as Amazon gives orders."""
        rng = self.rng
        return f"{rng.randrange(100, 999)}-{rng.randrange(10**7):07d}-{rng.randrange(10**7):07d}"

    def sell(
        self,
        product: Product,
        day: date,
        units: int,
        *,
        order_id: str = "",
        fulfillment: str = "AFN",
        channel: str = "",
        sku: str = "",
        told_by: str = "both",
    ) -> Sale:
        """A sale; `told_by` says where its price can be read: both, orders, settlement, neither."""
        rng = self.rng
        country = rng.choice(product.countries)
        currency = self.clerk.currency(country)
        price = money(Decimal(rng.choice((999, 1499, 2000, 2495, 3333))) / 100, currency)
        if currency == "JPY":
            price *= 100
        elif product.is_dear and happens(rng, 0.5):
            price = Decimal(rng.choice((2000, 2001, 5000, 5500, 9000)))
        sale = Sale(
            order_id=order_id or self.order_id(),
            product=product,
            sku=sku or (product.sku if happens(rng, 0.8) else rng.choice(product.skus)),
            units=units,
            price=price,
            currency=currency,
            country=country,
            bought_on=day,
            fulfillment=fulfillment,
            site=channel or SITES.get(currency, "Amazon.de"),
        )
        has_price = told_by in {"both", "orders"} and not channel
        if has_price or channel or happens(rng, 0.5):
            self._order_line(sale, has_price=has_price)
        if told_by in {"both", "settlement"} and not channel:
            self._principal("Order", sale, day, units * price, units=units)
            self.post(sale, day, ("Order", "ItemFees", "Commission"), -money(price * units / 7, currency))
        if fulfillment == "AFN":
            self._moved(sale, day, -units, "Shipments", "SELLABLE")
        return sale

    def refund(
        self,
        sale: Sale,
        day: date,
        units: int,
        *,
        amount: Decimal | None = None,
        kind: str = "Refund",
        order_id: str = "",
        via: str = "settlement",
    ) -> None:
        """Money given back, told by the settlement, the seller's sheet, or both."""
        full = sale.price * units if amount is None else money(amount, sale.currency)
        if via in {"settlement", "both"}:
            parts = [full]
            if units > 1 and happens(self.rng, 0.5):
                parts = [sale.price, full - sale.price]
            for part in parts:
                self._principal(kind, sale, day, -part, order_id=order_id)
            self.post(sale, day, (kind, "ItemPrice", "Tax"), -money(full / 5, sale.currency), order_id=order_id)
            if happens(self.rng, 0.3):
                discount = money(full / 4, sale.currency)
                self.post(sale, day, (kind, "Promotion", "Principal"), discount, order_id=order_id)
        if via in {"sheet", "both"}:
            self.note(sale, day, units, full, order_id=order_id)

    def note(
        self, sale: Sale, day: date, units: int, amount: Decimal | None, *, by: str = "amazon", order_id: str = ""
    ) -> None:
        """A line in the seller's own sheet."""
        self.refunds.append(
            CustomerRefund(
                order_id=order_id or sale.order_id,
                sku=sale.sku,
                fnsku=sale.product.fnsku,
                asin=sale.product.asin,
                quantity=units,
                refunded_on=day,
                amount=amount,
                currency=sale.currency,
                initiated_by=by,
            )
        )

    def give_back(
        self,
        sale: Sale,
        day: date,
        units: int,
        *,
        disposition: str = "SELLABLE",
        status: str = "Unit returned to inventory",
        order_id: str = "",
    ) -> None:
        """Units that came back, a line for each or one for all."""
        rng = self.rng
        centre, at = rng.choice(CENTRES), self.clerk.stamp(day)
        each = [units] if happens(rng, 0.3) else [1] * units
        for quantity in each:
            self.returns.append(
                CustomerReturn(
                    returned_at=at,
                    order_id=order_id or sale.order_id,
                    sku=sale.sku,
                    asin=sale.product.asin,
                    fnsku=sale.product.fnsku,
                    title=sale.product.title,
                    quantity=quantity,
                    fulfillment_center=centre,
                    disposition=disposition,
                    reason=rng.choice(RETURN_REASONS),
                    status=status,
                    license_plate=f"LPN{rng.randrange(10**9):09d}" if happens(rng, 0.7) else "",
                )
            )
        self._moved(sale, day, units, "CustomerReturns", disposition)

    def send_again(self, sale: Sale, day: date, units: int, *, order_id: str = "") -> str:
        """A replacement; its order id is handed back."""
        rng = self.rng
        new_id = self.order_id()
        self.replacements.append(
            Replacement(
                shipped_at=self.clerk.stamp(day),
                sku=sale.sku,
                asin=sale.product.asin,
                fulfillment_center=rng.choice(CENTRES),
                original_fulfillment_center=rng.choice(CENTRES),
                quantity=units,
                reason_code=rng.choice(REPLACED_BECAUSE),
                replacement_order_id=new_id,
                original_order_id=order_id or sale.order_id,
            )
        )
        if happens(rng, 0.5):
            again = replace(sale, order_id=new_id, units=units, price=Decimal(0), bought_on=day)
            self._order_line(again, has_price=True)
        self._moved(sale, day, -units, "Shipments", "SELLABLE")
        return new_id

    def charge_again(self, sale: Sale, day: date, units: int, *, has_principal: bool = True) -> None:
        """The customer pays after all, for goods or only for postage."""
        if has_principal:
            self._principal("Order_Retrocharge", sale, day, sale.price * units)
        postage = money(sale.price / 10, sale.currency)
        self.post(sale, day, ("Order_Retrocharge", "ItemPrice", "Shipping"), postage)

    def pay(self, sale: Sale, day: date, units: int, reason: str, *, order_id: str = "") -> PaymentLine:
        """A payment that names the order, nearly always with its SKU."""
        line = self.clerk.pay(
            sale.product, day, units, reason, country=sale.country, order_id=order_id or sale.order_id
        )
        if happens(self.rng, 0.95):
            at = self.clerk.payments.index(line)
            line = self.clerk.payments[at] = replace(line, sku=sale.sku)
        return line

    def post(
        self,
        sale: Sale,
        day: date,
        what: tuple[str, str, str],
        amount: Decimal,
        *,
        order_id: str = "",
        units: int | None = None,
    ) -> None:
        """One amount (transaction type, amount type, description) for the settlement of its currency and day."""
        kind, amount_type, description = what
        line = SettlementLine(
            posted_at=self.clerk.stamp(day),
            transaction_type=kind,
            amount_type=amount_type,
            amount_description=description,
            amount=amount,
            order_id=order_id or sale.order_id,
            sku=sale.sku,
            quantity=units,
            fulfillment=sale.fulfillment,
            marketplace_name=sale.site,
            adjustment_id=f"{self.rng.randrange(10**6)}" if "Refund" in kind else "",
            order_item_code=f"{self.rng.randrange(10**14):015d}",
        )
        self.lines.setdefault(sale.currency, []).append(line)

    def _principal(
        self, kind: str, sale: Sale, day: date, amount: Decimal, *, units: int | None = None, order_id: str = ""
    ) -> None:
        self.post(sale, day, (kind, "ItemPrice", "Principal"), amount, order_id=order_id, units=units)

    def _order_line(self, sale: Sale, *, has_price: bool) -> None:
        bought_at = self.clerk.stamp(sale.bought_on)
        line = OrderLine(
            order_id=sale.order_id,
            purchased_at=bought_at,
            updated_at=bought_at + timedelta(hours=30),
            sku=sale.sku,
            asin=sale.product.asin,
            title=sale.product.title,
            quantity=sale.units,
            currency=sale.currency,
            item_price=sale.price * sale.units if has_price else None,
            fulfillment_channel="Amazon" if sale.fulfillment == "AFN" else "Merchant",
            sales_channel=sale.site,
        )
        self.orders.append(line)
        if happens(self.rng, 0.15):  # the same line as it was before it was last updated
            is_pending = happens(self.rng, 0.5)
            price = None if is_pending else line.item_price
            status = "Pending" if is_pending else "Shipping"
            self.orders.append(replace(line, updated_at=bought_at, item_price=price, status=status))

    def _moved(self, sale: Sale, day: date, quantity: int, event_type: str, disposition: str) -> None:
        row = self.clerk.adjust(
            sale.product, day, quantity, "", disposition=disposition, country=sale.country, sku=sale.sku
        )
        at = next(i for i, kept in enumerate(self.clerk.ledger) if kept is row)
        self.clerk.ledger[at] = replace(row, event_type=event_type, reference_id="")
