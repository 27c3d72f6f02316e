"""What can happen to a shipment to Amazon, told as lines of the seller's sheet, receipts and payments.

One story is one shipment, or two that belong together; products, days and figures run
into those of other stories.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from reconcile.simulator.records import LedgerRow
from reconcile.simulator.records_inbound import InboundLine
from reconcile.simulator.shelf import Product, happens
from reconcile.simulator.teller import CENTRES, Teller

# Days from the delivery to the as-of date: young ones, the edges of every window, old ones.
AGES = (0, 1, 9, 14, 15, 16, 20, 30, 45, 59, 60, 61, 90, 120, 150, 179, 200, 240, 300, -1, -4)
MONTHS = (6, 9)
OPEN_STATUSES = ("WORKING", "SHIPPED", "IN_TRANSIT", "DELIVERED", "CHECKED_IN", "RECEIVING", "CANCELLED")
AMAZON_SAYS = (
    *("", "", "", "", "", "eligible", "eligible", "Eligible", "action required", "Action Required"),
    *("investigation completed", "case submitted", "claim window expired", "receiving"),
)
INBOUND_SPELLINGS = ("Lost_Inbound", "Lost_Inbound", "LOST:INBOUND", "Damaged_Inbound", "damaged-inbound")
CARRIERS = ("UPS", "Amazon Partnered Carrier, LTL", 'DHL "Freight"', "")

Figures = tuple[int, int]  # units sent, units received by the sheet


class InboundClerk:
    """Keeps the seller's sheet of shipments while stories are told to a teller."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.lines: list[InboundLine] = []

    def delivery(self) -> date:
        """A day at a telling distance from the as-of date, now and then so many months before it."""
        rng, as_of = self.teller.rng, self.teller.as_of
        if happens(rng, 0.25):
            return _months_before(as_of, rng.choice(MONTHS)) + timedelta(days=rng.choice((-1, 0, 1)))
        return as_of - timedelta(days=rng.choice(AGES))

    def shipment(self, *, status: str = "", delivered_on: date | None = None) -> InboundLine:
        """The dates and names that the lines of one shipment share."""
        rng = self.teller.rng
        delivered = delivered_on or self.delivery()
        closed = delivered + timedelta(days=rng.choice((0, 3, 14, 15, 25, 45)))
        if closed > self.teller.as_of and happens(rng, 0.8):
            closed = max(delivered, self.teller.as_of - timedelta(days=rng.choice((0, 1))))
        status = status or ("Closed" if happens(rng, 0.1) else "CLOSED")
        is_closed = status.upper() == "CLOSED"
        is_dated = happens(rng, 0.9)
        letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(8))
        return InboundLine(
            shipment_id=f"FBA1{letters}",
            status=status,
            destination_fc=rng.choice((*CENTRES, "")),
            shipped_on=delivered - timedelta(days=rng.choice((2, 6, 21))) if happens(rng, 0.9) else None,
            delivered_on=delivered if is_dated else None,
            closed_on=closed if is_closed and (not is_dated or happens(rng, 0.95)) else None,
            sku="",
            fnsku="",
            asin="",
            quantity_shipped=0,
            quantity_received=0,
            amazon_status=rng.choice(AMAZON_SAYS) if is_closed else "",
            carrier=rng.choice(CARRIERS),
            tracking_id=f"1Z{rng.randrange(10**12):012d}" if happens(rng, 0.5) else "",
            cartons=rng.choice((None, 1, 12)),
            weight_kg=rng.choice((None, Decimal("8.5"), Decimal("120.25"))),
        )

    def line(self, shipment: InboundLine, product: Product, figures: Figures, *, sku: str = "") -> InboundLine:
        """One line of it, kept and returned; a shipment names a SKU and FNSKU once."""
        rng = self.teller.rng
        line = replace(
            shipment,
            sku=sku or (product.sku if happens(rng, 0.8) else rng.choice(product.skus)),
            fnsku=product.fnsku,
            asin=product.asin,
            quantity_shipped=figures[0],
            quantity_received=figures[1],
            amazon_status=rng.choice(AMAZON_SAYS) if happens(rng, 0.1) else shipment.amazon_status,
        )
        taken = {known.identity: at for at, known in enumerate(self.lines)}
        if line.identity in taken:
            self.lines[taken[line.identity]] = line
        else:
            self.lines.append(line)
        return line

    def receive(self, line: InboundLine, product: Product, units: int, day: date) -> None:
        """Amazon's receipts of these units in the ledger, in one row or several."""
        rng = self.teller.rng
        parts = [units]
        if abs(units) > 1 and happens(rng, 0.5):
            first = rng.randrange(1, abs(units)) * (1 if units > 0 else -1)
            parts = [first, units - first]
        for part in parts:
            self.teller.ledger.append(
                LedgerRow(
                    day=day + timedelta(days=rng.choice((0, 0, 1, 4))),
                    fnsku=product.fnsku,
                    asin=product.asin,
                    msku=line.sku,
                    title=product.title,
                    event_type="Receipts",
                    reference_id=line.shipment_id,
                    quantity=part,
                    fulfillment_center=rng.choice(CENTRES),
                    disposition="SELLABLE",
                    reason="",
                    country=rng.choice(product.countries),
                )
            )

    def ledger_says(self, line: InboundLine, product: Product, day: date) -> None:
        """Receipts that agree with the sheet, show more, less, nothing, or first more and then less."""
        rng, came = self.teller.rng, line.quantity_received or 0
        plan = rng.choice(("nothing", "nothing", "same", "same", "more", "less", "corrected", "corrected far", "later"))
        if plan == "same" and came:
            self.receive(line, product, came, day)
        elif plan == "more":
            self.receive(line, product, came + rng.randint(1, 3), day)
        elif plan == "less" and came > 1:
            self.receive(line, product, came - 1, day)
        elif plan.startswith("corrected"):
            above = rng.randint(1, 4)
            self.receive(line, product, came + above, day)
            back = above + 1 if plan == "corrected far" else rng.randint(1, above)
            self.receive(line, product, -back, day + timedelta(days=rng.choice((20, 40))))
        elif plan == "later":
            self.receive(line, product, came + 2, self.teller.as_of + timedelta(days=1))

    def money(self, product: Product, day: date, units: int) -> None:
        """Perhaps a payment for units of a shipment, perhaps taken back."""
        rng = self.teller.rng
        if not units or not happens(rng, 0.4):
            return
        paid = rng.choice((1, units, units, units + 2))
        on = self.teller.near(day)
        line = self.teller.pay(product, on, paid, rng.choice(INBOUND_SPELLINGS))
        if happens(rng, 0.25):
            self.teller.take_back(line, on + timedelta(days=rng.choice((0, 5, 30))), country_product=product)


Story = Callable[[InboundClerk, list[Product]], None]


def _months_before(day: date, months: int) -> date:
    """The day so many months before, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            continue
    return date(year, month + 1, 28)


def _some(clerk: InboundClerk, shelf: list[Product], most: int) -> list[Product]:
    """A few products of the shelf, in any order."""
    return clerk.teller.rng.sample(shelf, min(len(shelf), clerk.teller.rng.randint(1, most)))


def _figures(clerk: InboundClerk) -> Figures:
    """Units sent and received: all, short, far short, none, too many."""
    rng = clerk.teller.rng
    sent = rng.choice((1, 5, 10, 24))
    came = rng.choice((sent, sent, sent - 1, max(0, sent - rng.randint(1, 6)), 0, sent + rng.randint(1, 3)))
    return sent, came


def received_short(clerk: InboundClerk, shelf: list[Product]) -> None:
    """A closed shipment of a few products, some short, some over, some paid."""
    shipment = clerk.shipment()
    day = shipment.delivered_on or shipment.closed_on or clerk.teller.as_of
    for product in _some(clerk, shelf, 4):
        line = clerk.line(shipment, product, _figures(clerk))
        clerk.ledger_says(line, product, day)
        clerk.money(product, day, max(0, line.quantity_shipped - (line.quantity_received or 0)))


def still_receiving(clerk: InboundClerk, shelf: list[Product]) -> None:
    """A shipment that Amazon has not done with, short or over as it stands."""
    shipment = clerk.shipment(status=clerk.teller.rng.choice(OPEN_STATUSES))
    for product in _some(clerk, shelf, 3):
        line = clerk.line(shipment, product, _figures(clerk))
        clerk.ledger_says(line, product, shipment.delivered_on or clerk.teller.as_of)


def nothing_came(clerk: InboundClerk, shelf: list[Product]) -> None:
    """A closed shipment of which nothing was ever received, or something was and then taken out again."""
    rng = clerk.teller.rng
    shipment = clerk.shipment()
    day = shipment.delivered_on or shipment.closed_on or clerk.teller.as_of
    for product in _some(clerk, shelf, 2):
        line = clerk.line(shipment, product, (rng.randint(1, 8), 0))
        if happens(rng, 0.3):
            units = rng.randint(1, 3)
            clerk.receive(line, product, units, day)
            clerk.receive(line, product, -units, day + timedelta(days=20))
        clerk.money(product, day, line.quantity_shipped)


def over_elsewhere(clerk: InboundClerk, shelf: list[Product]) -> None:
    """Units short in one shipment came too many of in another, or under another label of the same ASIN."""
    rng = clerk.teller.rng
    product = rng.choice(shelf)
    relabelled = replace(product, fnsku=f"{product.fnsku[:-1]}L", skus=(f"{product.sku}-L",))
    units = rng.randint(1, 5)
    short = clerk.shipment()
    clerk.line(short, product, (10, 10 - units))
    is_same = happens(rng, 0.3)
    status = "" if happens(rng, 0.85) else "RECEIVING"
    over = short if is_same else clerk.shipment(status=status)
    other = relabelled if is_same or happens(rng, 0.4) else product
    line = clerk.line(over, other, (4, 4 + rng.choice((1, units, units + 1))))
    if happens(rng, 0.3):
        clerk.receive(line, other, line.quantity_received or 0, over.delivered_on or clerk.teller.as_of)
    if happens(rng, 0.3):
        clerk.money(product, short.delivered_on or clerk.teller.as_of, units)


def other_products_came(clerk: InboundClerk, shelf: list[Product]) -> None:
    """Several short lines, and surplus of other products in the same shipment."""
    rng = clerk.teller.rng
    shipment = replace(clerk.shipment(), amazon_status=rng.choice(("", "eligible", "case submitted")))
    day = shipment.delivered_on or shipment.closed_on or clerk.teller.as_of
    products = rng.sample(shelf, min(len(shelf), 4))
    for product in products:
        sent = rng.randint(3, 9)
        figures = (sent, sent + rng.choice((-3, -2, -1, 1, 2)))
        line = clerk.line(shipment, product, figures)
        if happens(rng, 0.3):
            clerk.money(product, day, max(0, sent - (line.quantity_received or 0)))


def not_ours(clerk: InboundClerk, shelf: list[Product]) -> None:
    """Grade-and-resell stock in a shipment, short or over, beside a line of ours."""
    rng = clerk.teller.rng
    shipment = clerk.shipment()
    own = rng.choice(shelf)
    foreign = replace(own, fnsku=f"{own.fnsku[:-1]}G") if happens(rng, 0.5) else own
    sku = f"amzn.gr.{own.sku}-{rng.randrange(10**6):06d}"
    clerk.line(shipment, foreign, (3, rng.choice((1, 3, 5))), sku=sku)
    clerk.line(shipment, own, (6, rng.choice((4, 6, 7))))


def two_skus_of_one_product(clerk: InboundClerk, shelf: list[Product]) -> None:
    """Two lines of a shipment that share an FNSKU, and the ledger that knows only their sum."""
    rng = clerk.teller.rng
    product = rng.choice(shelf)
    shipment = clerk.shipment()
    lines = [
        clerk.line(shipment, product, (5, rng.randint(3, 5)), sku=product.sku),
        clerk.line(shipment, product, (5, rng.randint(2, 6)), sku=f"{product.sku}-TWIN"),
    ]
    if happens(rng, 0.7):
        day = shipment.delivered_on or shipment.closed_on or clerk.teller.as_of
        clerk.receive(lines[0], product, rng.randint(6, 11), day)


def receipts_without_a_line(clerk: InboundClerk, shelf: list[Product]) -> None:
    """A product the sheet does not list came with the shipment."""
    rng = clerk.teller.rng
    shipment = clerk.shipment()
    listed, stranger = rng.choice(shelf), rng.choice(shelf)
    line = clerk.line(shipment, listed, (6, rng.choice((4, 5))))
    if stranger.fnsku != listed.fnsku:
        clerk.receive(replace(line, sku=stranger.sku), stranger, 2, shipment.delivered_on or clerk.teller.as_of)


STORIES: tuple[tuple[Story, int], ...] = (
    (received_short, 9),
    (still_receiving, 2),
    (nothing_came, 1),
    (over_elsewhere, 3),
    (other_products_came, 4),
    (not_ours, 1),
    (two_skus_of_one_product, 1),
    (receipts_without_a_line, 1),
)


def earlier_sheet(clerk: InboundClerk) -> list[tuple[int, InboundLine]]:
    """What an older sheet said of some lines, by position: not closed yet, or fewer received."""
    rng = clerk.teller.rng
    before = []
    for at, line in enumerate(clerk.lines):
        if line.status.upper() != "CLOSED" or not happens(rng, 0.3):
            continue
        fewer = max(0, (line.quantity_received or 0) - rng.randint(0, 2))
        old = replace(line, quantity_received=fewer)
        if happens(rng, 0.6):
            old = replace(old, status="RECEIVING", closed_on=None)
        if old != line:
            before.append((at, old))
    return before
