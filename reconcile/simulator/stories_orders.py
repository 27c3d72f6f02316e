"""What can happen to goods in customers' hands, told as refunds, returns, payments.

Every story is told about one product and one refund day; a world is many stories about
few products.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from reconcile.simulator.shelf import Product, happens
from reconcile.simulator.teller_orders import OrderTeller, Sale

OrderStory = Callable[[OrderTeller, Product], None]

DISPOSITIONS = (
    *("SELLABLE", "CUSTOMER_DAMAGED", "DEFECTIVE", "EXPIRED"),
    *("CARRIER_DAMAGED", "CARRIER_DAMAGED", "DAMAGED", "DAMAGED"),
)
STATUSES = (
    *("Unit returned to inventory", "Unit returned to inventory", "Reimbursed", "REIMBURSED"),
    *("Pending repackaging", "Completed", ""),
)
PAID_REASONS = ("CustomerReturn", "ReturnAdjustment", "CustomerServiceIssue", "Lost_Warehouse", "Customer_Return")
RETURN_DELAYS = (-20, -5, -1, 0, 3, 8, 14, 30, 50, 59, 61, 80)
SOURCES = ("settlement", "settlement", "both", "sheet")
PRICE_TOLD_BY = ("both", "both", "both", "orders", "settlement")


def _sold(teller: OrderTeller, product: Product, day: date, *, units: int = 0, **how: str) -> Sale:
    rng = teller.rng
    bought_on = day - timedelta(days=rng.choice((3, 10, 20)))
    how.setdefault("told_by", rng.choice(PRICE_TOLD_BY))
    return teller.sell(product, bought_on, units or rng.choice((1, 1, 1, 2, 3)), **how)


def _after(teller: OrderTeller, day: date) -> date:
    return day + timedelta(days=teller.rng.choice(RETURN_DELAYS))


def not_returned(teller: OrderTeller, product: Product) -> None:
    """Refunded, and nothing came back."""
    day = teller.refund_day()
    sale = _sold(teller, product, day)
    teller.refund(sale, day, sale.units, via=teller.rng.choice(SOURCES))


def returned(teller: OrderTeller, product: Product) -> None:
    """Returned in full, in part, later, in any state."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day)
    refunded = rng.randint(1, sale.units)
    teller.refund(sale, day, refunded, via=rng.choice(SOURCES))
    came = rng.randint(1, sale.units)
    on = _after(teller, day)
    disposition = rng.choice(DISPOSITIONS)
    first = rng.randint(1, came)
    teller.give_back(sale, on, first, disposition=disposition, status=rng.choice(STATUSES))
    if came > first:
        other = rng.choice(DISPOSITIONS) if happens(rng, 0.6) else disposition
        later = on + timedelta(days=rng.choice((1, 9, 25)))
        teller.give_back(sale, later, came - first, disposition=other, status=rng.choice(STATUSES))


def reimbursed_unit(teller: OrderTeller, product: Product) -> None:
    """A unit damaged on its way, its status says paid, and perhaps the payment is there."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day, units=rng.choice((1, 2, 3)))
    teller.refund(sale, day, sale.units)
    on = _after(teller, day)
    disposition = rng.choice(("CARRIER_DAMAGED", "DAMAGED"))
    teller.give_back(sale, on, 1, disposition=disposition, status="Reimbursed")
    if sale.units > 1:
        teller.give_back(sale, on + timedelta(days=2), 1, disposition=rng.choice(DISPOSITIONS))
    if happens(rng, 0.8):
        teller.pay(sale, on + timedelta(days=1), 1, "CustomerReturn")


def replaced(teller: OrderTeller, product: Product) -> None:
    """Sent again; the first unit comes back or not, the second is refunded or sent once more."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day - timedelta(days=12))
    units = rng.randint(1, sale.units)
    second = teller.send_again(sale, day, units)
    if happens(rng, 0.4):
        teller.give_back(sale, _after(teller, day), rng.randint(1, units), disposition=rng.choice(DISPOSITIONS))
    on = day + timedelta(days=rng.choice((6, 15, 28)))
    if happens(rng, 0.45):
        teller.refund(sale, on, 1, order_id=second, via=rng.choice(SOURCES))
        if happens(rng, 0.5):
            teller.give_back(sale, _after(teller, on), 1, disposition=rng.choice(DISPOSITIONS), order_id=second)
    elif happens(rng, 0.3):
        third = teller.send_again(sale, on, 1, order_id=second)
        if happens(rng, 0.5):
            teller.give_back(sale, _after(teller, on), 1, order_id=rng.choice((second, third)))
        if happens(rng, 0.3):
            teller.pay(sale, _after(teller, on), 1, "CustomerReturn", order_id=third)


def in_part(teller: OrderTeller, product: Product) -> None:
    """Money for a scratch, or for a unit and a half."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day, units=rng.choice((1, 2, 3)))
    share = rng.choice(("0.3", "0.5", "0.99", "1.5", "1.99"))
    teller.refund(sale, day, 1, amount=sale.price * Decimal(share))
    if happens(rng, 0.4):
        teller.refund(sale, day + timedelta(days=rng.choice((0, 4))), 1)


def in_two_sources(teller: OrderTeller, product: Product) -> None:
    """Settlement and sheet tell of the same refund, not quite the same."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day, units=3, told_by=rng.choice(("both", "orders", "neither")))
    units = rng.randint(1, 3)
    teller.refund(sale, day, units)
    noted = rng.randint(1, 3)
    amount = None if happens(rng, 0.15) else sale.price * noted
    teller.note(sale, day + timedelta(days=rng.choice((0, 0, 0, -1, 1, 2))), noted, amount)
    if happens(rng, 0.3):
        teller.note(sale, day + timedelta(days=rng.choice((5, 9))), 1, sale.price)


def several(teller: OrderTeller, product: Product) -> None:
    """Several SKUs in one order, refunded on different days, some of it back."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day, units=rng.choice((2, 3)))
    teller.refund(sale, day, 1)
    teller.refund(sale, day + timedelta(days=rng.choice((1, 7, 30))), sale.units - 1, via=rng.choice(SOURCES))
    other = teller.sell(product, sale.bought_on, 2, order_id=sale.order_id, sku=f"{product.sku}-2")
    teller.refund(other, day + timedelta(days=rng.choice((0, 3))), rng.choice((1, 2)))
    for one in (sale, other):
        if happens(rng, 0.5):
            teller.give_back(one, _after(teller, day), 1, disposition=rng.choice(DISPOSITIONS))


def by_the_seller(teller: OrderTeller, product: Product) -> None:
    """The seller gave the money back, wholly or for some of the units."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day, units=rng.choice((1, 2, 3)))
    if happens(rng, 0.7):
        teller.refund(sale, day, sale.units)
    noted_on = day + timedelta(days=rng.choice((0, 0, 1)))
    teller.note(sale, noted_on, 1, sale.price, by=rng.choice(("seller", "seller", "Seller")))
    if sale.units > 1 and happens(rng, 0.5):
        teller.note(sale, noted_on, sale.units - 1, sale.price * (sale.units - 1))
    if happens(rng, 0.5):
        teller.give_back(sale, _after(teller, day), 1, disposition=rng.choice(DISPOSITIONS))


def sent_by_the_seller(teller: OrderTeller, product: Product) -> None:
    """Stock of the seller's own: lines MFN, nothing of Amazon's business."""
    day = teller.refund_day()
    sale = _sold(teller, product, day, fulfillment="MFN")
    teller.refund(sale, day, sale.units)


def multi_channel(teller: OrderTeller, product: Product) -> None:
    """Sold elsewhere, sent by Amazon; returns and payments, but no refund of Amazon's."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day, channel=rng.choice(("Non-Amazon", "Non-Amazon US")))
    if happens(rng, 0.4):
        teller.send_again(sale, day, 1)
    if happens(rng, 0.5):
        teller.give_back(sale, _after(teller, day), 1, disposition=rng.choice(DISPOSITIONS))
    if happens(rng, 0.4):
        teller.pay(sale, _after(teller, day), 1, rng.choice(("Lost_Outbound", "CustomerServiceIssue")))
    if happens(rng, 0.3):
        teller.note(sale, day, 1, sale.price)


def disputed(teller: OrderTeller, product: Product) -> None:
    """Refunds that a guarantee or a card company enforced."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day)
    teller.refund(sale, day, sale.units, kind=rng.choice(("A-to-z Guarantee Refund", "Chargeback Refund")))
    if happens(rng, 0.3):
        teller.give_back(sale, _after(teller, day), 1, disposition=rng.choice(DISPOSITIONS))


def without_price(teller: OrderTeller, product: Product) -> None:
    """A refund of goods whose price no report tells."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day, units=2, told_by="neither")
    teller.refund(sale, day, rng.choice((1, 2)))
    if happens(rng, 0.3):
        teller.charge_again(sale, _after(teller, day), 1)
    if happens(rng, 0.3):
        teller.give_back(sale, _after(teller, day), 2, disposition=rng.choice(DISPOSITIONS))


def charged_again(teller: OrderTeller, product: Product) -> None:
    """The customer kept it and pays after all; or only the postage was charged."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day)
    teller.refund(sale, day, sale.units, via=rng.choice(("settlement", "both")))
    on = day + timedelta(days=rng.choice((30, 45, 50, 60)))
    teller.charge_again(sale, on, rng.randint(1, sale.units), has_principal=happens(rng, 0.7))


def paid(teller: OrderTeller, product: Product) -> None:
    """Paid under the order's id, before or after, too much or too little; perhaps taken back."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day)
    teller.refund(sale, day, sale.units, via=rng.choice(SOURCES))
    if happens(rng, 0.4):
        teller.give_back(sale, _after(teller, day), 1, disposition=rng.choice(DISPOSITIONS))
    line = teller.pay(sale, _after(teller, day), rng.randint(1, sale.units + 1), rng.choice(PAID_REASONS))
    if happens(rng, 0.3):
        on = day + timedelta(days=rng.choice((15, 40)))
        teller.clerk.take_back(line, on, country_product=product)


def lost_beside(teller: OrderTeller, product: Product) -> None:
    """A payment for the warehouse names an order, while units of the product are missing there too."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day)
    teller.refund(sale, day, sale.units)
    lost_on = day + timedelta(days=rng.choice((1, 5, 20, 40)))
    row = teller.clerk.adjust(product, lost_on, -rng.randint(1, 2), "M", country=sale.country)
    teller.clerk.state(row)
    teller.pay(sale, lost_on + timedelta(days=rng.choice((-3, 1, 9))), rng.randint(1, 3), "Lost_Warehouse")


def foreign_goods(teller: OrderTeller, product: Product) -> None:
    """Goods that Amazon graded and sold again: no claim."""
    rng, day = teller.rng, teller.refund_day()
    graded = replace(product, fnsku=f"{product.fnsku[:-1]}G", skus=(f"amzn.gr.{product.sku}-{rng.randrange(10**6)}",))
    sale = _sold(teller, graded, day)
    teller.refund(sale, day, sale.units)
    if happens(rng, 0.5):
        teller.give_back(sale, _after(teller, day), 1, disposition="DAMAGED")


def never_refunded(teller: OrderTeller, product: Product) -> None:
    """A unit came back and nobody gave any money: refused at the door, or lost in the papers."""
    rng, day = teller.rng, teller.refund_day()
    sale = _sold(teller, product, day)
    teller.give_back(sale, day, 1, disposition=rng.choice(DISPOSITIONS), status=rng.choice(STATUSES))
    if happens(rng, 0.3):
        teller.pay(sale, _after(teller, day), 1, "CustomerReturn")


def elsewhere(teller: OrderTeller, product: Product) -> None:
    """Money of a country whose rules nobody knows."""
    day = teller.refund_day()
    sale = replace(_sold(teller, product, day, told_by="neither"), currency="AED")
    teller.note(sale, day, sale.units, sale.price * sale.units)


ORDER_STORIES: tuple[tuple[OrderStory, int], ...] = (
    (not_returned, 6),
    (returned, 8),
    (reimbursed_unit, 2),
    (replaced, 5),
    (in_part, 3),
    (in_two_sources, 4),
    (several, 4),
    (by_the_seller, 3),
    (sent_by_the_seller, 1),
    (multi_channel, 2),
    (disputed, 2),
    (without_price, 2),
    (charged_again, 3),
    (paid, 5),
    (lost_beside, 3),
    (foreign_goods, 1),
    (elsewhere, 1),
    (never_refunded, 2),
)
