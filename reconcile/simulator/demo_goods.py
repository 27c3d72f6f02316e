"""The demo shop's shipments to Amazon and its removals: what came short, what never came home.

Drawn from chances of their own, so that the shop's stock is the same with and without them.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from reconcile.simulator.demo_shelf import DEMO_SHELF, DemoProduct
from reconcile.simulator.records import LedgerRow, PaymentLine, World
from reconcile.simulator.records_inbound import InboundLine
from reconcile.simulator.records_removal import RemovalOrder, RemovalReceipt, RemovalShipment

SHIPMENTS_SINCE = timedelta(days=400)
STILL_OPEN = timedelta(days=24)  # younger shipments are still being received
CARTON = 20
# Of the shipments of this product, the youngest closed one had so many units more on board, and Amazon calls it so.
SHORT: dict[int, tuple[int, str]] = {
    3: (12, ""),
    12: (6, "Action required"),
    17: (3, ""),
    24: (20, ""),
    29: (8, "Investigation completed"),
    38: (5, ""),
}
PAID_INBOUND: dict[int, int] = {17: 3, 24: 4}
OVERAGE = {38: 2}  # the shipment before that one brought so many more than were listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of a removal: product, days ago, units; what the warehouse counted, None where nobody wrote it down."""

    product: int
    days: int
    units: int
    counted: int | None


BOXES = (
    Box(product=2, days=68, units=6, counted=6),
    Box(product=8, days=55, units=4, counted=0),
    Box(product=13, days=47, units=10, counted=7),
    Box(product=20, days=38, units=3, counted=None),
    Box(product=26, days=33, units=5, counted=5),
    Box(product=34, days=9, units=2, counted=None),
)
ARRIVES_AFTER = timedelta(days=7)


def with_goods(world: World) -> World:
    """The shop with its shipments and removals."""
    clerk = _Clerk(world)
    inbound = clerk.shipments()
    orders, boxes, receipts = clerk.removals()
    ledger = sorted([*world.ledger, *clerk.ledger], key=lambda row: row.day)
    place = {id(row): at for at, row in enumerate(ledger)}
    return replace(
        world,
        ledger=tuple(ledger),
        seen_before=tuple((place[id(world.ledger[at])], row) for at, row in world.seen_before),
        payments=tuple(sorted([*world.payments, *clerk.payments], key=lambda line: line.approved_at)),
        inbound=tuple(inbound),
        removal_orders=tuple(orders),
        removal_shipments=tuple(boxes),
        removal_receipts=tuple(receipts),
    )


class _Clerk:
    """Writes down what was sent and what came."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = Random("the demo shop's goods")  # noqa: S311 - seeded on purpose
        self._shelf = {product.fnsku: product for product in DEMO_SHELF}
        self.ledger: list[LedgerRow] = []
        self.payments: list[PaymentLine] = []

    def shipments(self) -> list[InboundLine]:
        """A line for every shipment that the ledger received: most arrived whole."""
        received: dict[tuple[date, str, str], int] = defaultdict(int)
        for row in self._world.ledger:
            if row.event_type == "Receipts" and row.day >= self._world.as_of - SHIPMENTS_SINCE:
                received[row.day, row.fnsku, row.reference_id] += row.quantity
        own: dict[str, list[InboundLine]] = defaultdict(list)
        for (day, fnsku, shipment), units in sorted(received.items()):
            own[fnsku].append(self._line(self._shelf[fnsku], shipment, day, units))
        for fnsku, lines in own.items():
            own[fnsku] = self._with_shortage(self._shelf[fnsku], lines)
        return sorted((line for lines in own.values() for line in lines), key=_shipped)

    def _line(self, product: DemoProduct, shipment: str, day: date, units: int) -> InboundLine:
        is_closed = day <= self._world.as_of - STILL_OPEN
        delivered = day - timedelta(days=self._rng.choice((1, 2, 3)))
        cartons = -(-units // CARTON)
        return InboundLine(
            shipment_id=shipment,
            status="CLOSED" if is_closed else "RECEIVING",
            destination_fc=self._rng.choice(("PHX7", "ONT8", "IND8", "MDW2")),
            shipped_on=delivered - timedelta(days=self._rng.choice((4, 5, 6, 9))),
            delivered_on=delivered,
            closed_on=day + timedelta(days=20) if is_closed else None,
            sku=product.sku,
            fnsku=product.fnsku,
            asin=product.asin,
            quantity_shipped=units,
            quantity_received=units,
            carrier="UPS",
            tracking_id=f"1Z8F4R{self._rng.randrange(10**12):012d}",
            cartons=cartons,
            weight_kg=Decimal(cartons) * Decimal("11.4"),
        )

    def _with_shortage(self, product: DemoProduct, lines: list[InboundLine]) -> list[InboundLine]:
        at = product.number - 1
        if at not in SHORT:
            return lines
        missing, state = SHORT[at]
        *_, before, last = (line for line in lines if line.status == "CLOSED")
        changed = {last.identity: replace(last, quantity_shipped=last.quantity_shipped + missing, amazon_status=state)}
        if at in OVERAGE:
            changed[before.identity] = replace(before, quantity_shipped=before.quantity_shipped - OVERAGE[at])
        if at in PAID_INBOUND and last.closed_on:
            self._pay(product, last.closed_on + timedelta(days=4), PAID_INBOUND[at])
        return [changed.get(line.identity, line) for line in lines]

    def _pay(self, product: DemoProduct, day: date, units: int) -> None:
        self.payments.append(
            PaymentLine(
                approved_at=_clock(day, 17),
                reimbursement_id=f"7{self._rng.randrange(10**10):010d}",
                reason="Lost_Inbound",
                sku=product.sku,
                fnsku=product.fnsku,
                asin=product.asin,
                title=product.title,
                currency="USD",
                amount_per_unit=product.cost,
                amount_total=product.cost * units,
                cash=units,
                inventory=0,
                total=units,
            )
        )

    def removals(self) -> tuple[list[RemovalOrder], list[RemovalShipment], list[RemovalReceipt]]:
        """Unsellable stock ordered home, a box for each product."""
        orders: list[RemovalOrder] = []
        boxes: list[RemovalShipment] = []
        receipts: list[RemovalReceipt] = []
        for number, box in enumerate(BOXES, 1):
            product, shipped_on = DEMO_SHELF[box.product], self._world.as_of - timedelta(days=box.days)
            order_id, tracking = f"RM-2026-{number:02d}", f"1Z8F4R{self._rng.randrange(10**12):012d}"
            requested_at = _clock(shipped_on - timedelta(days=5), 18)
            orders.append(_order(product, order_id, requested_at, box.units))
            boxes.append(
                RemovalShipment(
                    requested_at=requested_at,
                    order_id=order_id,
                    shipped_at=_clock(shipped_on, 20),
                    sku=product.sku,
                    fnsku=product.fnsku,
                    disposition="Unsellable",
                    quantity=box.units,
                    carrier="UPS",
                    tracking=tracking,
                    order_type="Return",
                )
            )
            self.ledger.append(self._left(product, order_id, shipped_on, box.units))
            if box.counted is not None:
                receipts.append(
                    RemovalReceipt(
                        order_id=order_id,
                        tracking=tracking,
                        fnsku=product.fnsku,
                        quantity=box.counted,
                        received_on=shipped_on + ARRIVES_AFTER if box.counted else None,
                    )
                )
        return orders, boxes, receipts

    def _left(self, product: DemoProduct, order_id: str, day: date, units: int) -> LedgerRow:
        return LedgerRow(
            day=day,
            fnsku=product.fnsku,
            asin=product.asin,
            msku=product.sku,
            title=product.title,
            event_type="VendorReturns",
            reference_id=order_id,
            quantity=-units,
            fulfillment_center="LAS7",
            disposition="DEFECTIVE",
            reason="",
            country="US",
        )


def _order(product: DemoProduct, order_id: str, requested_at: datetime, units: int) -> RemovalOrder:
    return RemovalOrder(
        requested_at=requested_at,
        order_id=order_id,
        order_source="Seller-initiated Manual Removal",
        order_type="Return",
        service_speed="Standard",
        order_status="Completed",
        updated_at=requested_at + timedelta(days=6),
        sku=product.sku,
        fnsku=product.fnsku,
        disposition="Unsellable",
        requested=units,
        cancelled=0,
        disposed=0,
        shipped=units,
        in_process=0,
        fee=Decimal("1.04") * units,
        currency="USD",
    )


def _shipped(line: InboundLine) -> tuple[date, str]:
    return line.shipped_on or date.min, line.shipment_id


def _clock(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 5, 20), tzinfo=UTC)
