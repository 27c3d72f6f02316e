"""Customers' orders: what Amazon refunded or replaced, and what came back.

Decisions where the rules leave room (doubt beats claim):

- A sum of refunds is told by its lines `ItemPrice` / `Principal`; a `Promotion` line called
  `Principal` is a discount and no refund. The lines of an order, SKU and day are one refund.
- A refund whose price per unit nobody tells is one unit, in review; a retro-charge without a
  price covers one unit. The price must be in the currency of the refund; of several lines of
  All orders (or of the settlement) it is their sum / their units, lines without a price left out.
- The amount of a line of the seller's sheet is that of all its units.
- The sheet and the settlements tell of the same refund: first those of the same day, then
  what is left of both in order of date, however far apart. It stands on the settlement's day
  with the larger number of units (the settlement's where equal) and that source's amount per
  unit. Units that the sheet ascribes to the seller are taken off the settlement's.
- Refunds and replacements of one day are separate events; each replacement is shipped anew,
  so the order is the first original's id, also where a replacement was replaced in turn.
- Refunds of A-to-z and chargebacks are known by "atoz" or "chargeback" with "refund" in their
  type; one such line of a day puts the day's units in review.
- An order is multi-channel if any of its lines in All orders or in a settlement names a
  channel beginning `Non-Amazon`.
- Settlements cover a refund only in its own currency: a retro-charge in pounds is in the
  settlement in pounds. A settlement that does not add up covers no day; its lines count.
- Money of an order that bears another SKU covers nothing of it, whatever its FNSKU.
- Damaged returns are laid, oldest first, against the units Amazon refunded (not those it
  replaced), oldest first; an event has the date, value and doubts of the refund of its first
  unit. Where no refund is known there is no event date and no deadline; the return stands in.
- Replaced units have the currency of the order's lines, else that of the home region.
- These two types take no part in the doubt of pass 4.
- FNSKU: that of the sheet or the return, else the only one the ledger shows for the SKU.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from reconcile.simulator.records import World
from reconcile.simulator.records_orders import CustomerReturn
from reconcile.simulator.truth_events import Cover, Loss, is_ours, product_of
from reconcile.simulator.truth_match import Call
from reconcile.simulator.truth_orders_refunds import Item, OrderBook, Refund, refunds_of_item
from reconcile.simulator.truth_rules import HOME_REGION, REGION_CURRENCY, region_of_currency

SETTLEMENT_LAG = timedelta(days=21)
TYPES = ("customer_return_missing", "customer_return_damaged")


@dataclass(slots=True, kw_only=True)
class OrderEvent:
    """What is behind a loss of a customer's order."""

    item: Item
    day: date | None  # of the refund or replacement; None where no refund is known
    units: int
    currency: str
    per_unit: Decimal | None
    fnsku: str
    asin: str
    title: str
    returned_on: date | None = None
    centre: str = ""
    reason: str = ""
    doubts: set[str] = field(default_factory=set)

    @property
    def match_day(self) -> date:
        """The day the match and the records go by."""
        day = self.day or self.returned_on
        if day is None:
            message = "an event without any day"
            raise ValueError(message)
        return day


class Orders:
    """All events and all cover of customers' orders, as known on the as-of date."""

    def __init__(self, world: World, as_of: date, fnskus_of_sku: dict[str, set[str]]) -> None:
        self.world = world
        self.as_of = as_of
        self.book = OrderBook(world, as_of)
        self._fnskus_of_sku = fnskus_of_sku
        self.returns: dict[Item, list[CustomerReturn]] = defaultdict(list)
        for row in sorted(world.returns, key=lambda row: (row.returned_at, row.fulfillment_center)):
            if world.day_of(row.returned_at) <= as_of and row.quantity > 0:
                self.returns[self.book.root(row.order_id), row.sku].append(row)
        self.refunds = {item: refunds_of_item(self.book, item) for item in self.book.refunded_items()}

    def losses(self) -> tuple[list[Loss], list[Loss]]:
        """Units not returned, and units returned damaged."""
        missing = [self._loss(TYPES[0], event) for event in [*self._refunded(), *self._replaced()]]
        return missing, [self._loss(TYPES[1], event) for event in self._damaged()]

    def covers(self) -> list[Cover]:
        """Returned units and retro-charges, per order and SKU."""
        world, covers = self.world, []
        for item, rows in self.returns.items():
            for at, row in enumerate(rows):
                key = (0, row.fulfillment_center, row.license_plate, at)
                covers.append(self._cover("returned", item, world.day_of(row.returned_at), row.quantity, key))
        for item, day, units in self.book.retro_charges():
            covers.append(self._cover("retrocharge", item, day, units, (2,)))
        return covers

    def item_of(self, cover: Cover) -> Item | None:
        """The order and SKU a lot of cover names, if any."""
        if cover.family is None:
            return cover.item
        root = cover.family.root
        return (self.book.root(root.order_id), root.sku) if root.order_id else None

    def _cover(self, kind: str, item: Item, day: date, units: int, key: tuple[str | int, ...]) -> Cover:
        return Cover(
            kind=kind,
            part="",
            region="",
            product="",
            asin="",
            day=day,
            key=(*key[:1], *item, *key[1:]),
            units=units,
            left=units,
            item=item,
        )

    def _refunded(self) -> list[OrderEvent]:
        return [
            self._event(item, refund.day, refund.units, refund)
            for item, refunds in self.refunds.items()
            for refund in refunds
            if refund.units and self._takes_part(item)
        ]

    def _replaced(self) -> list[OrderEvent]:
        events = []
        for (item, day), rows in self.book.replaced().items():
            units = sum(row.quantity for row in rows)
            if units > 0 and self._takes_part(item):
                event = self._event(item, day, units, None)
                event.reason = min(row.reason_code for row in rows)
                event.asin = event.asin or min(row.asin for row in rows)
                events.append(event)
        return events

    def _damaged(self) -> list[OrderEvent]:
        events = []
        for item, rows in self.returns.items():
            if not self._takes_part(item):
                continue
            by_day: dict[date, list[CustomerReturn]] = defaultdict(list)
            for row in rows:
                if _is_damaged_by_amazon(row):
                    by_day[self.world.day_of(row.returned_at)].append(row)
            refunds = self.refunds.get(item)
            one_by_one = [r for r in refunds or () for _ in range(r.units)]  # a refund per unit, oldest first
            for day in sorted(by_day):
                units = sum(row.quantity for row in by_day[day])
                laid, one_by_one = one_by_one[:units], one_by_one[units:]
                if refunds is not None:
                    units = len(laid)
                if not units:
                    continue
                event = self._event(item, laid[0].day if laid else None, units, laid[0] if laid else None)
                event.doubts |= set().union(*(refund.doubts for refund in laid))
                if not laid:
                    event.doubts.add("no_refund")
                self._as_returned(event, day, by_day[day])
                events.append(event)
        return events

    def _as_returned(self, event: OrderEvent, day: date, rows: list[CustomerReturn]) -> None:
        event.returned_on = day
        event.centre = min(row.fulfillment_center for row in rows)
        event.reason = min(row.disposition for row in rows)
        event.fnsku = min((row.fnsku for row in rows if row.fnsku), default=event.fnsku)
        event.asin = min((row.asin for row in rows if row.asin), default=event.asin)
        event.title = min((row.title for row in rows if row.title), default=event.title)

    def _event(self, item: Item, day: date | None, units: int, refund: Refund | None) -> OrderEvent:
        sheet = self.book.sheet_of(item)
        known = self._fnskus_of_sku.get(item[1], set())
        fnsku = min((row.fnsku for row in sheet if row.fnsku), default="")
        if not fnsku and len(known) == 1:
            fnsku = next(iter(known))
        home = self.world.marketplace
        currency = refund.currency if refund else ""
        return OrderEvent(
            item=item,
            day=day,
            units=units,
            currency=currency
            or self.book.currency_of_lines(item)
            or REGION_CURRENCY.get(HOME_REGION.get(home, home), ""),
            per_unit=refund.per_unit if refund else None,
            fnsku=fnsku,
            asin=min((row.asin for row in sheet if row.asin), default=""),
            title="",
            doubts=set(refund.doubts) if refund else set(),
        )

    def _loss(self, claim_type: str, event: OrderEvent) -> Loss:
        doubts = set(event.doubts)
        if self.world.is_returnless:
            doubts.add("returnless")
        if not self.world.returns:
            doubts.add("no_returns")
        if claim_type == TYPES[0] and not self._is_settled(event):
            doubts.add("settlements_not_covered")
        return Loss(
            claim_type=claim_type,
            part="rest",
            region=region_of_currency(event.currency, self.world.marketplace),
            product=product_of(event.fnsku, event.item[1]),
            asin=event.asin,
            day=event.match_day,
            key=(*event.item, event.returned_on.isoformat() if event.returned_on else "", event.reason),
            units=event.units,
            open=event.units,
            review=doubts,
            event=event,
        )

    def _is_settled(self, event: OrderEvent) -> bool:
        """Whether settlements tell of every day from the refund to 21 days before the as-of date."""
        day, last = event.match_day, self.as_of - SETTLEMENT_LAG
        spans = [
            (self.world.day_of(s.starts_at), self.world.day_of(s.ends_at))
            for s in self.world.settlements
            if s.adds_up and s.currency == event.currency
        ]
        while day <= last:
            if not any(first <= day <= through for first, through in spans):
                return False
            day += timedelta(days=1)
        return True

    def _takes_part(self, item: Item) -> bool:
        return is_ours(item[1]) and not self.book.is_multi_channel(item[0])


def named_in_orders(world: World, as_of: date) -> list[tuple[str, str]]:
    """FNSKU and SKU of every row of returns and of the seller's sheet of refunds up to the day."""
    return [
        *((row.fnsku, row.sku) for row in world.returns if world.day_of(row.returned_at) <= as_of),
        *((row.fnsku, row.sku) for row in world.refunds if row.refunded_on <= as_of),
    ]


def calls_of_orders(orders: Orders, missing: list[Loss], damaged: list[Loss], covers: list[Cover]) -> list[Call]:
    """Returned units, payments, retro-charges for units not returned; then both kinds of money for damaged ones."""

    def of_loss(loss: Loss) -> Item | None:
        return loss.event.item if loss.event else None

    of_an_order = [cover for cover in covers if orders.item_of(cover) is not None]
    returned = [cover for cover in of_an_order if cover.kind == "returned"]
    paid = [cover for cover in of_an_order if cover.family is not None]
    charged = [cover for cover in of_an_order if cover.kind == "retrocharge"]
    in_turn = ((missing, returned), (missing, paid), (missing, charged), (damaged, paid), (damaged, charged))
    return [Call(losses, fit, of_loss, orders.item_of) for losses, fit in in_turn]


def _is_damaged_by_amazon(row: CustomerReturn) -> bool:
    is_damaged = row.disposition.strip().upper() in {"CARRIER_DAMAGED", "DAMAGED"}
    return is_damaged and row.status.strip().casefold() != "reimbursed"
