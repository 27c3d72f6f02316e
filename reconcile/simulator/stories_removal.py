"""What can happen to stock on its way home, told as removal orders, boxes, receipts and payments."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from reconcile.simulator.records_removal import RemovalOrder, RemovalReceipt, RemovalShipment
from reconcile.simulator.shelf import Product, happens
from reconcile.simulator.teller import Teller

# Days from a box to the as-of date: windows that open, close, or just do not.
AGES = (0, 1, 14, 15, 16, 20, 30, 45, 59, 60, 61, 73, 74, 75, 76, 90, 150, -1)
SOURCES = (
    "Seller-initiated Manual Removal",
    "Seller-configured Automated Unfulfillable Removal System",
    "Amazon-initiated Automated Aged fulfillable Removal System",
)
# By order id and product any reason counts, without a known order only those that name a removal.
REASONS = ("Lost_Outbound", "REMOVAL_ORDER_LOST", "GeneralAdjustment", "CustomerServiceIssue", "Lost_Warehouse")
REMOVAL_REASONS = ("REMOVAL_ORDER_LOST", "Removal_Order_Lost", "Removal:Damaged", "FBA removal, lost")
ORDER_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789+/"


class RemovalClerk:
    """Keeps the reports and receipts of removals while stories are told to a teller."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.orders: list[RemovalOrder] = []
        self.boxes: list[RemovalShipment] = []
        self.receipts: list[RemovalReceipt] = []

    def order_id(self) -> str:
        """A removal order's id: never like that of a customer's order."""
        rng = self.teller.rng
        return rng.choice(ORDER_LETTERS[:-2]) + "".join(rng.choice(ORDER_LETTERS) for _ in range(9))

    def order(self, order_id: str, product: Product, units: int, shipped_on: date, kind: str) -> RemovalOrder:
        """One row of the removal orders, kept and returned."""
        rng = self.teller.rng
        requested = self.teller.stamp(shipped_on - timedelta(days=rng.choice((1, 4, 12))))
        is_return = kind == "Return"
        is_pending = happens(rng, 0.2)
        order = RemovalOrder(
            requested_at=requested,
            order_id=order_id,
            order_source=rng.choice(SOURCES),
            order_type=kind,
            service_speed="Standard",
            order_status="Pending" if is_pending else "Completed",
            updated_at=self.teller.stamp(shipped_on),
            sku=product.sku,
            fnsku=product.fnsku,
            disposition=rng.choice(("Sellable", "Unsellable")),
            requested=units,
            cancelled=None if is_pending else 0,
            disposed=0 if is_return else units,
            shipped=units if is_return else None,
            in_process=units if is_pending else None,
            fee=None if is_pending else Decimal("1.04") * units,
            currency="" if is_pending else self.teller.home.currency,
        )
        if order.identity not in {known.identity for known in self.orders}:
            self.orders.append(order)
        return order

    def box(self, order: RemovalOrder, units: int, shipped_on: date, *, tracking: str = "") -> RemovalShipment:
        """One row of the removal shipments, kept and returned."""
        rng = self.teller.rng
        box = RemovalShipment(
            requested_at=order.requested_at,
            order_id=order.order_id,
            shipped_at=self.teller.stamp(shipped_on),
            sku=order.sku,
            fnsku=order.fnsku,
            disposition=order.disposition,
            quantity=units,
            carrier=rng.choice(("UPS", "AMZN_US", "DHL, Paket")),
            tracking=tracking or f"1Z999{rng.randrange(10**10):010d}",
            order_type=order.order_type,
        )
        self.boxes.append(box)
        return box

    def receive(self, box: RemovalShipment, units: int, day: date | None, *, tracking: str = "") -> None:
        """The warehouse says what came of a box."""
        rng = self.teller.rng
        self.receipts.append(
            RemovalReceipt(
                order_id=box.order_id,
                tracking=tracking or box.tracking,
                fnsku=box.fnsku,
                quantity=units,
                received_on=day,
                condition=rng.choice(("", "damaged", "as new")),
                note=rng.choice(
                    ("", "opened; 2 of 3 labels missing", "\u7bb1\u5b50\u7834\u4e86", 'said "left at dock"')
                ),
            )
        )

    def arrival(self, shipped_on: date) -> date:
        """A day on which a box of that day may come: at the edge of a window, or after the as-of date."""
        rng = self.teller.rng
        telling = self.teller.as_of - timedelta(days=rng.choice((0, 29, 30, 31, 59, 60, 61)))
        if telling > shipped_on and happens(rng, 0.5):
            return telling
        return shipped_on + timedelta(days=rng.choice((2, 5, 9, 16, 30, 61)))

    def pay(self, box: RemovalShipment, product: Product, day: date, units: int) -> None:
        """Money for units of a box: by its order, by its product, or past both."""
        rng, teller = self.teller.rng, self.teller
        stranger = replace(product, fnsku=f"{product.fnsku[:-1]}Z")
        order_id, reason, paid = rng.choice(
            (
                (box.order_id, rng.choice(REASONS), product),
                (box.order_id, rng.choice(REASONS), product),
                ("", rng.choice(REMOVAL_REASONS), product),
                (self.order_id(), rng.choice(REMOVAL_REASONS), product),
                (self.order_id(), "Lost_Outbound", product),
                (box.order_id, rng.choice(REMOVAL_REASONS), stranger),
            )
        )
        on = teller.near(day)
        line = teller.pay(paid, on, rng.choice((1, units, units + 1)), reason, order_id=order_id)
        if happens(rng, 0.15):
            teller.take_back(line, on + timedelta(days=rng.choice((1, 20))), country_product=product)


Story = Callable[[RemovalClerk, list[Product]], None]


def came_home(clerk: RemovalClerk, shelf: list[Product]) -> None:
    """A removal order of one or two products in several boxes, with whatever the warehouse says."""
    rng = clerk.teller.rng
    order_id = clerk.order_id()
    for product in rng.sample(shelf, min(len(shelf), rng.randint(1, 2))):
        sent = [(rng.randint(1, 5), clerk.teller.as_of - timedelta(days=rng.choice(AGES)))]
        sent += [
            (rng.randint(1, 4), sent[0][1] + timedelta(days=rng.choice((0, 0, 3))))
            for _ in range(rng.choice((0, 0, 1, 2)))
        ]
        order = clerk.order(order_id, product, sum(units for units, _ in sent), sent[0][1], "Return")
        for units, day in sent:
            box = clerk.box(order, units, day)
            say_what_came(clerk, box, units, day)
            if happens(rng, 0.35):
                clerk.pay(box, product, day, units)


def say_what_came(clerk: RemovalClerk, box: RemovalShipment, units: int, day: date) -> None:
    """All, a part, more, none, in two goes, under another number; or nobody says anything."""
    rng = clerk.teller.rng
    came = rng.randint(1, units)
    plan = rng.choice(("silence", "silence", "none", "none", "none", "part", "part", "all", "more", "two", "other"))
    if plan == "none":
        clerk.receive(box, 0, None if happens(rng, 0.3) else clerk.arrival(day))
    elif plan in {"part", "all", "more"}:
        clerk.receive(box, {"part": came, "all": units, "more": units + 1}[plan], clerk.arrival(day))
    elif plan == "two":
        clerk.receive(box, came, clerk.arrival(day))
        clerk.receive(box, rng.choice((0, 1)), clerk.arrival(day))
    elif plan == "other":
        clerk.receive(box, came, clerk.arrival(day), tracking=f"{box.tracking}9")
        if happens(rng, 0.5):
            clerk.receive(box, 0, clerk.arrival(day))


def rows_of_one_box(clerk: RemovalClerk, shelf: list[Product]) -> None:
    """Equal rows of one box, each so many units."""
    rng = clerk.teller.rng
    product = rng.choice(shelf)
    day = clerk.teller.as_of - timedelta(days=rng.choice(AGES))
    order = clerk.order(clerk.order_id(), product, 6, day, "Return")
    box = clerk.box(order, 2, day)
    clerk.boxes += [replace(box) for _ in range(rng.randint(1, 2))]
    if happens(rng, 0.8):
        clerk.receive(box, rng.choice((0, 1, 2, 3)), clerk.arrival(day))
    if happens(rng, 0.4):
        clerk.pay(box, product, day, 2)


def disposed_of(clerk: RemovalClerk, shelf: list[Product]) -> None:
    """Stock that is destroyed or sold off: nobody waits for it."""
    rng = clerk.teller.rng
    product = rng.choice(shelf)
    day = clerk.teller.as_of - timedelta(days=rng.choice(AGES))
    kind = rng.choice(("Disposal", "Liquidations"))
    order = clerk.order(clerk.order_id(), product, 4, day, kind)
    if kind == "Liquidations" or happens(rng, 0.3):
        box = clerk.box(order, 4, day)
        if happens(rng, 0.4):
            clerk.receive(box, rng.choice((0, 2)), clerk.arrival(day))
        if happens(rng, 0.4):
            clerk.pay(box, product, day, 2)


def unknown_removal(clerk: RemovalClerk, shelf: list[Product]) -> None:
    """Receipts of a removal that no report shows."""
    rng = clerk.teller.rng
    product = rng.choice(shelf)
    day = clerk.teller.as_of - timedelta(days=rng.choice(AGES))
    order = clerk.order(clerk.order_id(), product, 3, day, "Return")
    box = clerk.box(order, 3, day)
    clerk.orders.remove(order)
    clerk.boxes.remove(box)
    clerk.receive(box, rng.choice((0, 3)), clerk.arrival(day))
    if happens(rng, 0.5):
        clerk.pay(box, product, day, 1)


def not_ours(clerk: RemovalClerk, shelf: list[Product]) -> None:
    """Grade-and-resell stock that does not come home."""
    rng = clerk.teller.rng
    product = rng.choice(shelf)
    foreign = replace(product, skus=(f"amzn.gr.{product.sku}-{rng.randrange(10**6):06d}",))
    if happens(rng, 0.5):
        foreign = replace(foreign, fnsku=f"{product.fnsku[:-1]}G")
    day = clerk.teller.as_of - timedelta(days=rng.choice(AGES))
    box = clerk.box(clerk.order(clerk.order_id(), foreign, 2, day, "Return"), 2, day)
    clerk.receive(box, rng.choice((0, 1)), clerk.arrival(day))


def paid_alone(clerk: RemovalClerk, shelf: list[Product]) -> None:
    """Money for a removal that names no order we know."""
    rng, teller = clerk.teller.rng, clerk.teller
    order_id = "" if happens(rng, 0.5) else clerk.order_id()
    teller.pay(rng.choice(shelf), teller.day(), rng.randint(1, 3), rng.choice(REMOVAL_REASONS), order_id=order_id)


STORIES: tuple[tuple[Story, int], ...] = (
    (came_home, 10),
    (rows_of_one_box, 2),
    (disposed_of, 2),
    (unknown_removal, 1),
    (not_ours, 1),
    (paid_alone, 2),
)
