"""The demo shop's customers: four months of orders, refunds and returns, and the settlements that tell of the money.

Drawn from chances of their own, so that the shop's stock is the same with and without them.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from reconcile.simulator.demo_shelf import DEMO_SHELF, DemoProduct
from reconcile.simulator.records import PaymentLine, World
from reconcile.simulator.records_orders import (
    CustomerReturn,
    OrderLine,
    Replacement,
    Settlement,
    SettlementLine,
)

ORDERS_SINCE = timedelta(days=130)
FORTNIGHT = timedelta(days=14)
SETTLED_BEFORE = timedelta(days=6)  # the last settlement ended so many days ago
SITE = "Amazon.com"
MARK_UP = Decimal("3.2")

# Refunds whose goods never came back: product, days ago, units.
NEVER_BACK = ((9, 117, 1), (14, 108, 1), (5, 96, 1), (0, 88, 2), (33, 81, 1), (21, 76, 1), (36, 70, 1), (22, 41, 1))
# Came back broken on the way or by Amazon: product, days ago of the refund, disposition, paid for.
CAME_BROKEN = (
    (5, 86, "CARRIER_DAMAGED", False),
    (18, 64, "DAMAGED", False),
    (2, 83, "CARRIER_DAMAGED", True),
    (27, 69, "DAMAGED", True),
    (12, 45, "CUSTOMER_DAMAGED", False),
    (31, 58, "DEFECTIVE", False),
)
PAID_FOR_NOT_BACK = ((6, 104, 49), (16, 92, 50), (25, 64, 64))  # product, days ago, days until Amazon paid
CHARGED_AGAIN = (19, 90, 48)
SENT_AGAIN = ((4, 84, False), (11, 66, True))  # product, days ago, whether the first one came back
PARTLY_REFUNDED = ((7, 72, "0.25"), (30, 55, "0.40"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """Units of one product in one order."""

    order_id: str
    product: DemoProduct
    units: int
    bought_on: date

    @property
    def price(self) -> Decimal:
        """What one unit sells for, in US dollars."""
        return price_of(self.product)


def price_of(product: DemoProduct) -> Decimal:
    """A price of the kind shops ask: so many dollars less a cent."""
    return (product.cost * MARK_UP).to_integral_value() - Decimal("0.01")


def with_customers(world: World) -> World:
    """The shop with its customers."""
    clerk = _Clerk(world)
    clerk.daily_business()
    clerk.troubles()
    return replace(
        world,
        payments=tuple(sorted([*world.payments, *clerk.payments], key=lambda line: line.approved_at)),
        orders=tuple(sorted(clerk.orders, key=lambda line: line.purchased_at)),
        returns=tuple(sorted(clerk.returns, key=lambda row: row.returned_at)),
        replacements=tuple(clerk.replacements),
        settlements=tuple(clerk.settlements()),
    )


class _Clerk:
    """Writes down what customers did; what was sold and came back intact is what the ledger shows."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = Random("the demo shop's customers")  # noqa: S311 - seeded on purpose
        self._since = world.as_of - ORDERS_SINCE
        self._shelf = {product.fnsku: product for product in DEMO_SHELF}
        self._lines: list[SettlementLine] = []
        self.orders: list[OrderLine] = []
        self.returns: list[CustomerReturn] = []
        self.replacements: list[Replacement] = []
        self.payments: list[PaymentLine] = []

    def daily_business(self) -> None:
        """Every unit that the ledger shows as shipped was ordered, every one that it shows as returned was refunded."""
        for row in self._world.ledger:
            product = self._shelf.get(row.fnsku)
            if product is None or row.day < self._since:
                continue
            if row.event_type == "Shipments":
                self._sell(product, row.day, -row.quantity)
            elif row.event_type == "CustomerReturns":
                sale = self._sell(product, row.day - timedelta(days=self._rng.randint(9, 25)), 1)
                self._refund(sale, row.day - timedelta(days=self._rng.choice((0, 1, 4, 12))))
                self._came_back(sale, row.day, row.disposition, centre=row.fulfillment_center)

    def troubles(self) -> None:
        """What went wrong, and what Amazon made good by itself."""
        for at, days, units in NEVER_BACK:
            self._refund(self._sale_before(at, days, units), self._ago(days), units)
        for at, days, disposition, is_paid in CAME_BROKEN:
            sale = self._sale_before(at, days)
            self._refund(sale, self._ago(days))
            status = "Reimbursed" if is_paid else "Unit returned to inventory"
            self._came_back(sale, self._ago(days - 8), disposition, status=status)
            if is_paid:
                self._pay(sale, self._ago(days - 11))
        for at, days, later in PAID_FOR_NOT_BACK:
            sale = self._sale_before(at, days)
            self._refund(sale, self._ago(days))
            self._pay(sale, self._ago(days - later))
        at, days, later = CHARGED_AGAIN
        sale = self._sale_before(at, days)
        self._refund(sale, self._ago(days))
        self._post(sale, self._ago(days - later), ("Order_Retrocharge", "ItemPrice", "Principal"), sale.price)
        for at, days, is_back in SENT_AGAIN:
            sale = self._sale_before(at, days)
            self._send_again(sale, self._ago(days))
            if is_back:
                self._came_back(sale, self._ago(days - 10), "SELLABLE")
        for at, days, share in PARTLY_REFUNDED:
            sale = self._sale_before(at, days)
            amount = (sale.price * Decimal(share)).quantize(Decimal("0.01"))
            self._post(sale, self._ago(days), ("Refund", "ItemPrice", "Principal"), -amount)

    def settlements(self) -> list[Settlement]:
        """Fortnights back to back, each with the payments that Amazon says it made for stock."""
        last = self._world.as_of - SETTLED_BEFORE
        count = ORDERS_SINCE // FORTNIGHT + 1
        bounds = [last - FORTNIGHT * back for back in range(count, -1, -1)]
        return [self._settlement(first, end) for first, end in pairwise(bounds)]

    def _settlement(self, first: date, end: date) -> Settlement:
        starts_at, ends_at = _noon(first), _noon(end)
        lines = [line for line in self._lines if starts_at <= line.posted_at < ends_at]
        lines += [
            SettlementLine(
                posted_at=payment.approved_at,
                transaction_type="other-transaction",
                amount_type="FBA Inventory Reimbursement",
                amount_description="WAREHOUSE_LOST" if payment.reason == "Lost_Warehouse" else "WAREHOUSE_DAMAGE",
                amount=payment.amount_total or Decimal(0),
                sku=payment.sku,
            )
            for payment in self._world.payments
            if payment.currency == "USD"
            and payment.reason in {"Lost_Warehouse", "Damaged_Warehouse"}
            and starts_at <= payment.approved_at < ends_at
        ]
        return Settlement(
            settlement_id=f"{self._rng.randrange(10**10, 10**11)}",
            starts_at=starts_at,
            ends_at=ends_at,
            deposited_at=ends_at + timedelta(days=2),
            currency="USD",
            total=sum((line.amount for line in lines), Decimal(0)),
            lines=tuple(sorted(lines, key=lambda line: line.posted_at)),
        )

    def _ago(self, days: int) -> date:
        return self._world.as_of - timedelta(days=days)

    def _sale_before(self, at: int, days: int, units: int = 1) -> Sale:
        return self._sell(DEMO_SHELF[at], self._ago(days + self._rng.randint(6, 20)), units)

    def _sell(self, product: DemoProduct, day: date, units: int) -> Sale:
        rng = self._rng
        order_id = f"11{rng.randrange(1, 5)}-{rng.randrange(10**7):07d}-{rng.randrange(10**7):07d}"
        sale = Sale(order_id=order_id, product=product, units=units, bought_on=day)
        bought_at = self._clock(day)
        self.orders.append(
            OrderLine(
                order_id=order_id,
                purchased_at=bought_at,
                updated_at=bought_at + timedelta(hours=31),
                sku=product.sku,
                asin=product.asin,
                title=product.title,
                quantity=units,
                currency="USD",
                item_price=sale.price * units,
                sales_channel=SITE,
            )
        )
        self._post(sale, day, ("Order", "ItemPrice", "Principal"), sale.price * units, units=units)
        commission = (sale.price * units * Decimal("0.15")).quantize(Decimal("0.01"))
        self._post(sale, day, ("Order", "ItemFees", "Commission"), -commission)
        return sale

    def _refund(self, sale: Sale, day: date, units: int = 1) -> None:
        self._post(sale, day, ("Refund", "ItemPrice", "Principal"), -sale.price * units)
        returned = (sale.price * units * Decimal("0.12")).quantize(Decimal("0.01"))
        self._post(sale, day, ("Refund", "ItemFees", "Commission"), returned)

    def _came_back(
        self,
        sale: Sale,
        day: date,
        disposition: str,
        *,
        status: str = "Unit returned to inventory",
        centre: str = "IND8",
    ) -> None:
        self.returns.append(
            CustomerReturn(
                returned_at=self._clock(day),
                order_id=sale.order_id,
                sku=sale.product.sku,
                asin=sale.product.asin,
                fnsku=sale.product.fnsku,
                title=sale.product.title,
                quantity=1,
                fulfillment_center=centre,
                disposition=disposition,
                reason=self._rng.choice(("UNWANTED_ITEM", "DEFECTIVE", "NOT_AS_DESCRIBED", "ORDERED_WRONG_ITEM")),
                status=status,
                license_plate=f"LPNRR{self._rng.randrange(10**9):09d}",
            )
        )

    def _send_again(self, sale: Sale, day: date) -> None:
        rng = self._rng
        self.replacements.append(
            Replacement(
                shipped_at=self._clock(day),
                sku=sale.product.sku,
                asin=sale.product.asin,
                fulfillment_center="ONT8",
                original_fulfillment_center="IND8",
                quantity=1,
                reason_code="Damaged_Defective",
                replacement_order_id=f"114-{rng.randrange(10**7):07d}-{rng.randrange(10**7):07d}",
                original_order_id=sale.order_id,
            )
        )

    def _pay(self, sale: Sale, day: date) -> None:
        """Amazon's own payment for a unit of an order: the price less its fees."""
        amount = (sale.price * Decimal("0.79")).quantize(Decimal("0.01"))
        self.payments.append(
            PaymentLine(
                approved_at=self._clock(day),
                reimbursement_id=f"6{self._rng.randrange(10**10):010d}",
                order_id=sale.order_id,
                reason="CustomerReturn",
                sku=sale.product.sku,
                fnsku=sale.product.fnsku,
                asin=sale.product.asin,
                title=sale.product.title,
                currency="USD",
                amount_per_unit=amount,
                amount_total=amount,
                cash=1,
                inventory=0,
                total=1,
            )
        )

    def _post(
        self, sale: Sale, day: date, what: tuple[str, str, str], amount: Decimal, *, units: int | None = None
    ) -> None:
        kind, amount_type, description = what
        self._lines.append(
            SettlementLine(
                posted_at=self._clock(day),
                transaction_type=kind,
                amount_type=amount_type,
                amount_description=description,
                amount=amount,
                order_id=sale.order_id,
                sku=sale.product.sku,
                quantity=units,
                fulfillment="AFN",
                marketplace_name=SITE,
                adjustment_id=f"{self._rng.randrange(10**6)}" if kind == "Refund" else "",
                order_item_code=f"{self._rng.randrange(10**14):015d}",
            )
        )

    def _clock(self, day: date) -> datetime:
        """A moment at which it is that day in Los Angeles as well as in UTC."""
        rng = self._rng
        clock = time(rng.randrange(15, 24), rng.randrange(60), rng.randrange(60), tzinfo=UTC)
        return datetime.combine(day, clock)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(19, 0), tzinfo=UTC)
