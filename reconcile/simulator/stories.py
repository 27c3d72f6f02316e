"""What can happen to stock in Amazon's hands, told as ledger rows and payment lines.

Every story is told about one product and near one day; a world is many stories about
few products, so that their units run into each other.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from reconcile.simulator.shelf import Product, happens, money
from reconcile.simulator.teller import CENTRES, Teller

Story = Callable[[Teller, Product], None]

LOST_SPELLINGS = ("Lost_Warehouse", "Lost_Warehouse", "Lost_warehouse", "Lost:Warehouse", "LOST WAREHOUSE")
DAMAGED_SPELLINGS = ("Damaged_Warehouse", "Damaged_Warehouse", "DAMAGED-WAREHOUSE", "Damaged:Warehouse")


def lost(teller: Teller, product: Product) -> None:
    """Units misplaced; perhaps found, paid, both, or neither, before or after."""
    rng, day = teller.rng, teller.day()
    quantity = rng.randint(1, 5)
    disposition = "SELLABLE" if happens(rng, 0.88) else rng.choice(("CUSTOMER_DAMAGED", "DEFECTIVE", ""))
    row = teller.adjust(product, day, -quantity, rng.choice(("M", "M", "5")), disposition=disposition)
    teller.state(row)
    if happens(rng, 0.45):
        teller.pay(
            product,
            teller.near(day),
            rng.randint(1, quantity),
            rng.choice(LOST_SPELLINGS),
            country=row.country,
        )
    if happens(rng, 0.35):
        teller.state(teller.adjust(product, teller.near(day), rng.randint(1, quantity), "F", country=row.country))


def damaged(teller: Teller, product: Product) -> None:
    """Units damaged; the arrival in the unsellable state follows, perhaps money, perhaps mercy."""
    rng, day = teller.rng, teller.day()
    quantity = rng.randint(1, 4)
    code = rng.choice(("E", "E", "E", "E", "6", "7", "H", "K", "U"))
    disposition = "SELLABLE" if happens(rng, 0.88) else "CARRIER_DAMAGED"
    row = teller.adjust(product, day, -quantity, code, disposition=disposition)
    teller.adjust(product, day, quantity, rng.choice(("P", code)), disposition="WAREHOUSE_DAMAGED", country=row.country)
    teller.state(row)
    if happens(rng, 0.4):
        teller.pay(
            product,
            teller.near(day),
            rng.randint(1, quantity),
            rng.choice(DAMAGED_SPELLINGS),
            country=row.country,
        )
    if happens(rng, 0.35):
        graded_back(teller, product, day=teller.near(day), country=row.country)


def graded_back(teller: Teller, product: Product, day: date | None = None, country: str | None = None) -> None:
    """Pairs out of damaged and into sellable, several a day, sums that differ."""
    rng = teller.rng
    on = day or teller.day()
    where = rng.choice(CENTRES)
    land = rng.choice(product.countries) if country is None else country
    origin = "WAREHOUSE_DAMAGED" if happens(rng, 0.8) else "CUSTOMER_DAMAGED"
    for _ in range(rng.randint(1, 3)):
        teller.adjust(product, on, -rng.randint(1, 2), "Q", disposition=origin, country=land, centre=where)
    for _ in range(rng.randint(1, 2)):
        teller.adjust(product, on, rng.randint(1, 3), "P", country=land, centre=where)


def found_alone(teller: Teller, product: Product) -> None:
    """Found units that no loss of ours explains, or one that is booked later."""
    teller.state(teller.adjust(product, teller.day(), teller.rng.randint(1, 3), "F"))


def paid_alone(teller: Teller, product: Product) -> None:
    """A payment nobody asked for."""
    spelling = teller.rng.choice((*LOST_SPELLINGS, *DAMAGED_SPELLINGS))
    teller.pay(product, teller.day(), teller.rng.randint(1, 3), spelling)


def identical(teller: Teller, product: Product) -> None:
    """Rows that are equal in all but the figures Amazon rewrites, and still so many events."""
    rng = teller.rng
    row = teller.adjust(product, teller.day(), -rng.randint(1, 2), rng.choice(("M", "E", "5")))
    copies = [row, *(replace(row) for _ in range(rng.randint(1, 2)))]
    teller.ledger += copies[1:]
    for copy in copies:
        if happens(rng, 0.7):
            teller.state(copy)
    if happens(rng, 0.5):
        spelling = "Damaged_Warehouse" if row.reason == "E" else "Lost_Warehouse"
        teller.pay(product, teller.near(row.day), abs(row.quantity), spelling, country=row.country)


def reversed_payment(teller: Teller, product: Product) -> None:
    """A payment taken back, once or twice, the unit handed back or not."""
    rng, day = teller.rng, teller.day()
    reason = rng.choice((*LOST_SPELLINGS, "Damaged_Warehouse", "Lost_Inbound", "CustomerServiceIssue"))
    country = rng.choice(product.countries)
    if happens(rng, 0.8) and reason in LOST_SPELLINGS:
        teller.state(teller.adjust(product, teller.near(day), -rng.randint(1, 3), "M", country=country))
    line = teller.pay(product, day, rng.randint(1, 3), reason, country=country)
    for _ in range(rng.choice((1, 1, 2))):
        on = day + timedelta(days=rng.choice((0, 1, 5, 20, 45)))
        teller.take_back(line, on, country_product=product)
    if happens(rng, 0.4):
        teller.state(teller.adjust(product, teller.near(day), rng.randint(1, 2), "F", country=country))


def topped_up(teller: Teller, product: Product) -> None:
    """A payment and what was added to it later, linked by its id, or by nothing but the amount."""
    rng, day = teller.rng, teller.day()
    country = rng.choice(product.countries)
    currency = teller.currency(country)
    half = money(product.cost / 2, currency)
    first = teller.pay(product, day, rng.randint(1, 3), "Lost_Warehouse", country=country, per_unit=half)
    later = day + timedelta(days=rng.choice((1, 10, 30)))
    reason = rng.choice(("Lost_Warehouse", "Lost_Warehouse", "GeneralAdjustment"))
    rest = product.cost - half if happens(rng, 0.7) else product.cost / 4
    is_linked = happens(rng, 0.6)
    added = teller.pay(
        product,
        later,
        first.total or 1,
        reason if is_linked else "Lost_Warehouse",
        country=country,
        per_unit=rest,
        original=first if is_linked else None,
    )
    if is_linked and happens(rng, 0.4):
        at = teller.payments.index(added)
        teller.payments[at] = replace(added, cash=0, inventory=0, total=0)  # money without units
    elif is_linked and happens(rng, 0.4):
        teller.payments.remove(first)  # the original lies before the report


def underpaid(teller: Teller, product: Product) -> None:
    """Money at the edge of what is too little, for a unit sometimes better not mentioned."""
    rng, day = teller.rng, teller.day()
    country = rng.choice(product.countries)
    if happens(rng, 0.5):
        disposition = rng.choice(("SELLABLE", "DEFECTIVE"))
        teller.adjust(product, day, -1, rng.choice(("E", "H", "M")), disposition=disposition, country=country)
    reason = rng.choice(("Lost_Warehouse", "Damaged_Warehouse", "Lost_Inbound", "Damaged_Inbound"))
    teller.pay(product, day + timedelta(days=rng.choice((0, 3, 12))), rng.randint(1, 3), reason, country=country)


def other_money(teller: Teller, product: Product) -> None:
    """Payments of other reasons, with an order or without; a deduction that says nothing."""
    rng = teller.rng
    order = f"{rng.randrange(100, 999)}-{rng.randrange(10**7):07d}-{rng.randrange(10**7):07d}"
    reason, order_id = rng.choice(
        (
            ("GeneralAdjustment", ""),
            ("CustomerReturn", order),
            ("CustomerReturn", ""),
            ("CustomerServiceIssue", order),
            ("Lost_Outbound", ""),
            ("FREE_TEXT reason, 2026", ""),
            ("Lost_Inbound", ""),
            ("Damaged_Inbound", ""),
        )
    )
    line = teller.pay(product, teller.day(), rng.randint(1, 2), reason, order_id=order_id)
    if reason == "GeneralAdjustment" and happens(rng, 0.3):
        at = teller.payments.index(line)
        minus = -(line.amount_per_unit or Decimal(1))
        teller.payments[at] = replace(line, amount_per_unit=minus, amount_total=minus, cash=0, inventory=0, total=0)


def foreign_stock(teller: Teller, product: Product) -> None:
    """Grade-and-resell stock and found stock without a label: no claims, but cover."""
    rng, day = teller.rng, teller.day()
    if happens(rng, 0.5):
        sku = f"amzn.gr.{product.sku}-{rng.randrange(10**6):06d}"
        shared = product if happens(rng, 0.4) else replace(product, fnsku=f"{product.fnsku[:-1]}G")
        for reason, quantity in (("M", -1), ("E", -1), ("F", 1), ("3", 1)):
            if happens(rng, 0.5):
                teller.adjust(shared, day, quantity, reason, sku=sku)
        if happens(rng, 0.3):
            line = teller.pay(shared, teller.near(day), 1, "Lost_Warehouse")
            teller.payments[teller.payments.index(line)] = replace(line, sku=sku)
    else:
        found = replace(product, fnsku=product.asin, skus=(f"Amazon.Found.{product.asin}",))
        teller.state(teller.adjust(found, day, rng.randint(1, 2), "F", sku=found.sku))
        if happens(rng, 0.2):
            teller.adjust(found, teller.near(day), -1, "M", sku=found.sku)


def other_codes(teller: Teller, product: Product) -> None:
    """Reason codes that are no loss, and some nobody has explained."""
    reason = teller.rng.choice(("D", "G", "O", "N", "3", "4", "1", "2", "J", "X", "ZZ", "MISSING", ""))
    sign = -1 if happens(teller.rng, 0.7) else 1
    teller.adjust(product, teller.day(), sign * teller.rng.randint(1, 3), reason)


def traffic(teller: Teller, product: Product) -> None:
    """Everyday rows, some of them identical."""
    rng = teller.rng
    for _ in range(rng.randint(1, 4)):
        day = teller.day()
        event_type, quantity, reference = rng.choice(
            (
                ("Shipments", -1, ""),
                ("Shipments", -1, ""),
                ("Receipts", 12, "FBA197BYW7TJ"),
                ("Receipts", -2, "FBA197BYW7TJ"),
                ("CustomerReturns", 1, ""),
                ("WhseTransfers", -3, "TR.77"),
                ("VendorReturns", -2, "PGU9+5rUGK"),
            )
        )
        row = teller.adjust(product, day, quantity, "")
        at = teller.ledger.index(row)
        teller.ledger[at] = replace(row, event_type=event_type, reference_id=reference)
        if event_type == "Shipments":
            teller.ledger += [teller.ledger[at]] * rng.randint(0, 2)


STORIES: tuple[tuple[Story, int], ...] = (
    (lost, 8),
    (damaged, 6),
    (graded_back, 1),
    (found_alone, 2),
    (paid_alone, 2),
    (identical, 3),
    (reversed_payment, 7),
    (topped_up, 3),
    (underpaid, 3),
    (other_money, 3),
    (foreign_stock, 2),
    (other_codes, 2),
    (traffic, 2),
)
