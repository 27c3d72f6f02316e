"""The demo: one believable shop, always the same, as its owner would have downloaded it.

A US seller of kitchen and home goods with a little stock in Canada and Mexico. Amazon
lost and damaged a few hundred units over 18 months and paid for most of them by itself;
what is left is what the demo is about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from reconcile.simulator.demo_goods import with_goods
from reconcile.simulator.demo_orders import with_customers
from reconcile.simulator.demo_shelf import DEMO_SHELF, DemoProduct
from reconcile.simulator.files import (
    LEDGER_DIALECTS,
    PAYMENT_DIALECTS,
    ledger_text,
    payments_text,
    write_file,
    write_sheets,
)
from reconcile.simulator.files_goods import write_goods
from reconcile.simulator.files_orders import write_order_reports
from reconcile.simulator.records import CostRow, LedgerRow, PaymentLine, RateRow, World
from reconcile.simulator.shelf import happens

DEMO_AS_OF = date(2026, 11, 20)
DEMO_BEGINS = date(2025, 5, 21)
CENTRES = {
    "US": ("PHX7", "ACY1", "ONT8", "MDW2", "IND8", "LAS7", "DFW7"),
    "CA": ("YYZ4", "YVR2"),
    "MX": ("MEX2",),
}
CURRENCIES = {"US": "USD", "CA": "CAD", "MX": "MXN"}
# What a US dollar is worth, for payments Amazon makes abroad.
WORTH = {"USD": Decimal(1), "CAD": Decimal("1.39"), "MXN": Decimal("18.4")}

# Amazon pays most by itself, after a while: younger than so many days, paid so often.
PAID_SHARES = ((25, 0.35), (61, 0.62), (10_000, 0.86))
# The second ledger download goes back so far behind the first one's last day.
OVERLAP = timedelta(days=13)


def demo_world() -> World:
    """The fixed account of the demo."""
    return with_goods(with_customers(Clerk().world()))


def write_demo(folder: Path) -> list[Path]:
    """The files of the demo as the seller has them: two ledger downloads, the other reports, the seller's sheets."""
    world = demo_world()
    through = world.first_download_through or world.as_of
    since = through - OVERLAP
    csv, payments = LEDGER_DIALECTS[1], PAYMENT_DIALECTS[0]
    first = world.first_download()
    recent = [row for row in world.ledger if row.day >= since]
    rows = first.ledger
    lines = payments_text(world.payments, payments, world)
    return [
        write_file(folder, f"1-inventory-ledger-through-{through}", ledger_text(rows, csv), csv),
        write_file(folder, f"2-inventory-ledger-from-{since}", ledger_text(recent, csv), csv),
        write_file(folder, "3-reimbursements", lines, payments),
        *write_order_reports(world, folder, stem="4-"),
        *write_goods(world, folder, stem="5-"),
        *write_sheets(world, folder),
    ]


@dataclass(slots=True)
class Trouble:
    """An adjustment of the demo that is still to be told: when, what, how it went on."""

    product: DemoProduct
    day: date
    country: str
    quantity: int
    reason: str


class Clerk:
    """Writes the shop's 18 months down."""

    def __init__(self) -> None:
        self._rng = Random("the demo shop")  # noqa: S311 - seeded on purpose
        self._ledger: list[LedgerRow] = []
        self._payments: list[PaymentLine] = []

    def world(self) -> World:
        """The whole account."""
        for product in DEMO_SHELF:
            self._everyday(product)
        for trouble in self._troubles():
            self._tell(trouble)
        self._questions()
        self._deadlines()
        self._taken_back()
        self._paid_below_cost()
        self._oddities()
        through = DEMO_AS_OF - timedelta(days=20)
        ledger = tuple(sorted(self._ledger, key=lambda row: row.day))
        return World(
            name="demo shop",
            marketplace="US",
            as_of=DEMO_AS_OF,
            ledger=ledger,
            payments=tuple(sorted(self._payments, key=lambda line: line.approved_at)),
            costs=tuple(_costs()),
            rates=tuple(_rates()),
            seen_before=tuple(_as_first_seen(ledger, through - OVERLAP)),
            first_download_through=through,
        )

    def _everyday(self, product: DemoProduct) -> None:
        """Sales, returns, deliveries and moves of one product."""
        rng, day = self._rng, DEMO_BEGINS
        while day <= DEMO_AS_OF:
            if (day - DEMO_BEGINS).days % 45 == product.number % 45:
                shipment = f"FBA19{rng.randrange(36**4):06d}K"
                for part in (60, 40):
                    self._row(product, day, part, "Receipts", reference=shipment)
            if happens(rng, 0.95):
                for _ in range(rng.choice((0, 0, 1, 1, 1, 2))):
                    self._row(product, day, -rng.choice((1, 1, 1, 2)), "Shipments")
            if happens(rng, 0.03):
                self._row(product, day, 1, "CustomerReturns")
            if happens(rng, 0.05):
                moved, reference = rng.randint(2, 12), f"TR.{rng.randrange(10**8):08d}"
                self._row(product, day, -moved, "WhseTransfers", reference=reference)
                self._row(product, day + timedelta(days=2), moved, "WhseTransfers", reference=reference)
            day += timedelta(days=1)

    def _troubles(self) -> Iterator[Trouble]:
        """Some 330 adjustments, spread evenly, the last weeks included."""
        rng = self._rng
        span = (DEMO_AS_OF - DEMO_BEGINS).days
        for at in range(330):
            product = DEMO_SHELF[(at * 7 + rng.randrange(5)) % len(DEMO_SHELF)]
            abroad = product.countries[1:]
            country = rng.choice(abroad) if abroad and happens(rng, 0.25) else "US"
            yield Trouble(
                product,
                DEMO_BEGINS + timedelta(days=at * span // 330 + rng.randrange(2)),
                country,
                rng.choice((1, 1, 1, 1, 2, 2, 3, 4)),
                rng.choice(("M", "M", "M", "5", "E", "E", "E")),
            )

    def _tell(self, trouble: Trouble) -> None:
        """How one adjustment went on: paid, found, settled, or still open."""
        rng, age = self._rng, (DEMO_AS_OF - trouble.day).days
        quantity = trouble.quantity
        paid_share = next(share for younger_than, share in PAID_SHARES if age < younger_than)
        fate = rng.random()
        if trouble.reason == "E":
            self._adjust(trouble, quantity, "P", disposition="WAREHOUSE_DAMAGED")
        if fate < paid_share:
            on = min(trouble.day + timedelta(days=rng.choice((-4, -1, 0, 1, 2, 3, 5, 9, 16))), DEMO_AS_OF)
            self._adjust(trouble, -quantity, figures=(quantity, 0))
            self._pay(trouble, on, quantity)
        elif fate < paid_share + 0.1 and trouble.reason != "E":
            self._adjust(trouble, -quantity, figures=(quantity, 0))
            later = min(trouble.day + timedelta(days=rng.choice((2, 6, 20))), DEMO_AS_OF)
            self._adjust(replace(trouble, day=later), quantity, "F", figures=(quantity, 0))
        elif fate < paid_share + 0.13 and quantity > 1:
            self._adjust(trouble, -quantity, figures=(1, quantity - 1))
            self._pay(trouble, min(trouble.day + timedelta(days=3), DEMO_AS_OF), 1)
        else:
            self._adjust(trouble, -quantity, figures=(0, quantity))

    def _questions(self) -> None:
        """A handful of adjustments that only Seller Central can explain."""
        ago = _ago
        mug, lamp, rack, board = (DEMO_SHELF[at] for at in (0, 5, 9, 14))
        for product, days, quantity, reason, disposition in (
            (mug, 22, 1, "E", "CUSTOMER_DAMAGED"),
            (lamp, 31, 1, "H", "SELLABLE"),
            (rack, 40, 2, "M", "DEFECTIVE"),
        ):
            self._adjust(
                Trouble(product, ago(days), "US", quantity, reason),
                -quantity,
                disposition=disposition,
                figures=(0, quantity),
            )
        # Amazon calls it settled; nothing in the reports says how.
        self._adjust(Trouble(board, ago(44), "US", 2, "M"), -2, figures=(2, None))

    def _deadlines(self) -> None:
        """Losses whose windows close soon."""
        ago = _ago
        mug, lamp, board, throw = (DEMO_SHELF[at] for at in (0, 5, 14, 21))
        blanket, dumbbell, bed = (DEMO_SHELF[at] for at in (22, 33, 36))
        # Windows that close within 3, 7 and 14 days.
        for product, days, quantity in (
            (throw, 60, 2),
            (dumbbell, 58, 3),
            (lamp, 57, 3),
            (bed, 54, 2),
            (board, 53, 2),
            (blanket, 49, 4),
            (mug, 47, 4),
            (dumbbell, 38, 2),
        ):
            self._adjust(Trouble(product, ago(days), "US", quantity, "M"), -quantity, figures=(0, quantity))

    def _taken_back(self) -> None:
        """Payments taken back."""
        ago, lamp, throw = _ago, DEMO_SHELF[5], DEMO_SHELF[21]
        # Taken back without the unit, and with it but for more than was paid.
        paid = self._pay(Trouble(lamp, ago(150), "US", 2, "M"), ago(150), 2)
        self._adjust(Trouble(lamp, ago(151), "US", 2, "M"), -2, figures=(2, 0))
        self._take_back(paid, ago(33), cash=-2, inventory=0)
        paid = self._pay(Trouble(throw, ago(120), "US", 1, "M"), ago(120), 1)
        self._adjust(Trouble(throw, ago(121), "US", 1, "M"), -1, figures=(1, 0))
        self._adjust(Trouble(throw, ago(50), "US", 1, "F"), 1, "F", figures=(1, 0))
        self._take_back(paid, ago(49), cash=-1, inventory=1, extra=Decimal("4.10"))

    def _paid_below_cost(self) -> None:
        """Payments well below the cost."""
        ago = _ago
        rack, board, throw, hamper = (DEMO_SHELF[at] for at in (9, 14, 21, 18))
        for product, days, quantity, share in (
            (board, 12, 2, "0.62"),
            (rack, 25, 1, "0.48"),
            (throw, 41, 3, "0.70"),
            (hamper, 30, 2, "0.55"),  # this cost waits for Amazon's approval
        ):
            self._adjust(Trouble(product, ago(days + 2), "US", quantity, "M"), -quantity, figures=(quantity, 0))
            self._pay(Trouble(product, ago(days), "US", quantity, "M"), ago(days), quantity, Decimal(share))

    def _oddities(self) -> None:
        """What no claim comes of: unlabelled, regraded, unexplained, other money."""
        ago = _ago
        mug, lamp, rack, board, bed = (DEMO_SHELF[at] for at in (0, 5, 9, 14, 36))
        # Found without a label: perhaps ours.
        found = replace(mug, sku=f"Amazon.Found.{mug.asin}", fnsku=mug.asin)
        self._adjust(Trouble(found, ago(35), "US", 1, "F"), 1, "F")
        # Grade and resell: listed, never claimed.
        regraded = replace(rack, sku=f"amzn.gr.{rack.sku}-Kq3vT9", fnsku="X004GRADED1")
        self._adjust(Trouble(regraded, ago(28), "US", 1, "3"), 1, "3")
        self._adjust(Trouble(regraded, ago(20), "US", 1, "M"), -1, "M")
        # A code nobody has explained: listed with its units.
        self._adjust(Trouble(bed, ago(16), "US", 1, "X"), -1, "X")
        self._other_money(lamp, ago(18), "GeneralAdjustment", Decimal("9.40"))
        self._other_money(board, ago(26), "CustomerReturn", Decimal("21.35"), order="112-5550147-8820163")
        self._other_money(rack, ago(63), "CustomerServiceIssue", Decimal("14.99"), order="113-4407131-2290845")

    def _row(
        self,
        product: DemoProduct,
        day: date,
        quantity: int,
        event_type: str,
        *,
        reference: str = "",
        country: str = "US",
    ) -> None:
        if day > DEMO_AS_OF:
            return
        self._ledger.append(
            LedgerRow(
                day=day,
                fnsku=product.fnsku,
                asin=product.asin,
                msku=product.sku,
                title=product.title,
                event_type=event_type,
                reference_id=reference,
                quantity=quantity,
                fulfillment_center=self._rng.choice(CENTRES[country]),
                disposition="SELLABLE",
                reason="",
                country=country,
            )
        )

    def _adjust(
        self,
        trouble: Trouble,
        quantity: int,
        reason: str | None = None,
        *,
        disposition: str = "SELLABLE",
        figures: tuple[int | None, int | None] = (None, None),
    ) -> None:
        reference = f"2007{self._rng.randrange(10**10):010d}"
        self._row(
            trouble.product,
            trouble.day,
            quantity,
            "Adjustments",
            reference=reference,
            country=trouble.country,
        )
        self._ledger[-1] = replace(
            self._ledger[-1],
            reason=reason or trouble.reason,
            disposition=disposition,
            reconciled=figures[0],
            unreconciled=figures[1],
        )

    def _pay(self, trouble: Trouble, day: date, units: int, share: Decimal = Decimal(1)) -> PaymentLine:
        """Amazon's own payment at the cost on file, or at a share of it."""
        product, currency = trouble.product, CURRENCIES[trouble.country]
        each = (_cost_on(product, day) * WORTH[currency] * share).quantize(Decimal("0.01"))
        clock = time(self._rng.randrange(15, 24), self._rng.randrange(60), self._rng.randrange(60), tzinfo=UTC)
        line = PaymentLine(
            approved_at=datetime.combine(day, clock),
            reimbursement_id=f"5{self._rng.randrange(10**10):010d}",
            reason="Damaged_Warehouse" if trouble.reason == "E" else "Lost_Warehouse",
            sku=product.sku,
            fnsku=product.fnsku,
            asin=product.asin,
            title=product.title,
            currency=currency,
            amount_per_unit=each,
            amount_total=each * units,
            cash=units,
            inventory=0,
            total=units,
        )
        self._payments.append(line)
        return line

    def _take_back(
        self, paid: PaymentLine, day: date, *, cash: int, inventory: int, extra: Decimal = Decimal(0)
    ) -> None:
        each = (paid.amount_per_unit or Decimal(0)) + extra
        self._payments.append(
            replace(
                paid,
                approved_at=datetime.combine(day, time(18, 12, 44), tzinfo=UTC),
                reimbursement_id=f"5{self._rng.randrange(10**10):010d}",
                reason="Reimbursement_Reversal",
                amount_per_unit=-each,
                amount_total=each * cash,
                cash=cash,
                inventory=inventory,
                total=0,
                original_id=paid.reimbursement_id,
                original_type=paid.reason,
            )
        )

    def _other_money(self, product: DemoProduct, day: date, reason: str, amount: Decimal, order: str = "") -> None:
        line = self._pay(Trouble(product, day, "US", 1, "M"), day, 1)
        self._payments[-1] = replace(line, reason=reason, order_id=order, amount_per_unit=amount, amount_total=amount)


def _as_first_seen(ledger: tuple[LedgerRow, ...], since: date) -> Iterator[tuple[int, LedgerRow]]:
    """The newest adjustments as the first download showed them: nothing settled yet."""
    for at, row in enumerate(ledger):
        if row.day >= since and row.reconciled and row.unreconciled == 0:
            yield at, replace(row, reconciled=0, unreconciled=row.reconciled)


def _ago(days: int) -> date:
    return DEMO_AS_OF - timedelta(days=days)


def _cost_on(product: DemoProduct, day: date) -> Decimal:
    """The unit cost in US dollars; some got dearer in spring 2026."""
    return product.cost if product.new_cost is None or day < COST_RISE else product.new_cost


COST_RISE = date(2026, 4, 1)


def _costs() -> Iterator[CostRow]:
    """The seller's cost book: most approved at Amazon, one not yet, three products missing."""
    for product in DEMO_SHELF:
        if product.is_cost_missing:
            continue
        approved = date(2025, 4, 14) if product.is_cost_approved else None
        yield CostRow(
            sku=product.sku,
            unit_cost=product.cost,
            currency="USD",
            effective_from=date(2025, 1, 1),
            approved_on=approved,
        )
        if product.new_cost is not None:
            yield CostRow(
                sku=product.sku,
                unit_cost=product.new_cost,
                currency="USD",
                effective_from=COST_RISE,
                approved_on=COST_RISE + timedelta(days=6),
            )


def _rates() -> Iterator[RateRow]:
    """One rate a month for both neighbours."""
    month = date(2025, 5, 1)
    while month <= DEMO_AS_OF:
        yield RateRow(day=month, base="USD", quote="CAD", rate=WORTH["CAD"])
        yield RateRow(day=month, base="USD", quote="MXN", rate=WORTH["MXN"])
        month = (month + timedelta(days=32)).replace(day=1)
