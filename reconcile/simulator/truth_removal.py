"""The truth of removals: boxes that never came home, and boxes that came home short.

Decisions where the rules leave room (doubt beats claim):

- A removal has no country: region and marketplace are the account's home. Its payments
  count by order id and FNSKU, or by FNSKU, whatever their currency.
- A box is an order, a tracking number and an FNSKU. Where several rows of the report stand
  for one box, its receipts fill them in order of shipment date, SKU and disposition; that
  any unit of the box came makes every row of it `removal_short`. Rows of one day, order and
  SKU take cover in order of FNSKU, tracking number, disposition.
- Receipts of 0 beside others change nothing; the last day is that of the last unit that came.
  Receipts dated after the as-of date are not used, undated ones are.
- Units came, but on no known day: the shipment date stands in for the match, the cost and the
  first day of the window, no deadline, review.
- Receipts of the same order and FNSKU for a box we do not know, or beyond what a box held: all
  losses of that order and FNSKU are review, the units may have come there.
- A blank type is that of the removal order, if its rows agree; else it is taken for a return
  and is review.
- A known removal order is one of either report, up to the as-of date, of whatever type; a
  payment that names no order names no known one. Cover by order and FNSKU counts for all
  rows of the order alike, also for those without a receipt: first in, first out.
- A payment that names a removal, in the reason or by its order id, is the removal's first,
  whatever its reason.
- The windows: lost day 15 to 75 from the shipment (UK 74), other day 0 to 60 from the receipt
  (AE 30); CA, MX and JP are taken over from the others.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reconcile.simulator.records import World
from reconcile.simulator.records_removal import RemovalReceipt, RemovalShipment
from reconcile.simulator.truth_events import Loss, is_ours, product_of
from reconcile.simulator.truth_inbound import home_region
from reconcile.simulator.truth_origin import Origin
from reconcile.simulator.truth_rules import folded

LOST_DAYS = {
    "US": (15, 75),
    "CA": (15, 75),
    "MX": (15, 75),
    "UK": (15, 74),
    "EU": (15, 75),
    "JP": (15, 75),
    "AE": (15, 75),
}
OTHER_DAYS = {
    "US": (0, 60),
    "CA": (0, 60),
    "MX": (0, 60),
    "UK": (0, 60),
    "EU": (0, 60),
    "JP": (0, 60),
    "AE": (0, 30),
}

Box = tuple[str, str, str]  # order, tracking number, FNSKU


@dataclass(frozen=True, slots=True)
class Receipts:
    """What came of a box: units, and the last day on which any came."""

    units: int
    last_on: date | None


def known_removal_orders(world: World, as_of: date) -> set[str]:
    """Order ids of either removal report up to the day."""
    orders = {o.order_id for o in world.removal_orders if world.day_of(o.requested_at) <= as_of}
    return orders | {b.order_id for b in world.removal_shipments if world.day_of(b.shipped_at) <= as_of}


def removal_losses(world: World, as_of: date) -> list[Loss]:
    """The rows of return shipments of which units did not come, or nobody says that they came."""
    receipts = _receipts([r for r in world.removal_receipts if r.received_on is None or r.received_on <= as_of])
    rows = _with_types(world, [b for b in world.removal_shipments if world.day_of(b.shipped_at) <= as_of], as_of)
    boxes: dict[Box, list[RemovalShipment]] = defaultdict(list)
    for row, _ in rows:
        boxes[row.order_id, row.tracking, row.fnsku].append(row)
    elsewhere = _elsewhere(boxes, receipts)
    came: dict[int, int] = {}  # of each row, by its identity
    for box, inside in boxes.items():
        left = receipts[box].units if box in receipts else 0
        for row in sorted(inside, key=lambda b: (world.day_of(b.shipped_at), b.sku, b.disposition, -b.quantity)):
            came[id(row)] = min(left, row.quantity)
            left -= came[id(row)]
    losses = []
    for row, is_type_known in rows:
        short = row.quantity - came[id(row)]
        if folded(row.order_type) != "return" or short <= 0 or not is_ours(row.sku):
            continue
        loss = _loss(world, row, short, receipts.get((row.order_id, row.tracking, row.fnsku)))
        if not is_type_known:
            loss.review.add("order_type_unknown")
        if (row.order_id, row.fnsku) in elsewhere:
            loss.review.add("may_have_come_in_another_box")
        losses.append(loss)
    return losses


def _receipts(rows: list[RemovalReceipt]) -> dict[Box, Receipts]:
    grouped: dict[Box, list[RemovalReceipt]] = defaultdict(list)
    for row in rows:
        grouped[row.order_id, row.tracking, row.fnsku].append(row)
    return {
        box: Receipts(
            sum(row.quantity for row in group),
            max((row.received_on for row in group if row.quantity and row.received_on), default=None),
        )
        for box, group in grouped.items()
    }


def _with_types(world: World, rows: list[RemovalShipment], as_of: date) -> list[tuple[RemovalShipment, bool]]:
    """Each row, equal ones apart, with its type, and whether anything tells the type."""
    types: dict[str, set[str]] = defaultdict(set)
    for order in world.removal_orders:
        if world.day_of(order.requested_at) <= as_of and order.order_type.strip():
            types[order.order_id].add(folded(order.order_type))
    typed = []
    for row in sorted(rows, key=lambda b: (b.shipped_at, b.order_id, b.sku, b.fnsku, b.tracking)):
        if row.order_type.strip():
            typed.append((replace(row), True))
            continue
        of_order = types.get(row.order_id, set())
        is_known = len(of_order) == 1
        typed.append((replace(row, order_type=next(iter(of_order)) if is_known else "Return"), is_known))
    return typed


def _elsewhere(boxes: dict[Box, list[RemovalShipment]], receipts: dict[Box, Receipts]) -> set[tuple[str, str]]:
    """Orders and FNSKUs of which more came than the boxes named in the receipts held."""
    return {
        (box[0], box[2])
        for box, receipt in receipts.items()
        if receipt.units > sum(row.quantity for row in boxes.get(box, []))
    }


def _loss(world: World, row: RemovalShipment, short: int, receipt: Receipts | None) -> Loss:
    region, shipped_on = home_region(world), world.day_of(row.shipped_at)
    review: set[str] = set()
    once_open: set[str] = set()
    if receipt is None or not receipt.units:
        claim_type, rules = "removal_lost", LOST_DAYS
        event_date: date | None = shipped_on
        if receipt is None:
            once_open.add("no_receipt")
    else:
        claim_type, rules, event_date = "removal_short", OTHER_DAYS, receipt.last_on
        if event_date is None:
            review.add("received_on_unknown")
    day = event_date or shipped_on
    opens = deadline = None
    if region in rules:
        first, last = rules[region]
        opens = day + timedelta(days=first)
        deadline = day + timedelta(days=last) if event_date else None
    return Loss(
        claim_type=claim_type,
        part="rest",
        region=region,
        product=product_of(row.fnsku, row.sku),
        asin="",
        day=day,
        key=(row.order_id, row.sku, 1, row.fnsku, row.tracking, row.disposition, -short),
        units=short,
        open=short,
        review=review,
        origin=Origin(
            reference_id=row.order_id,
            event_date=event_date,
            sku=row.sku,
            fnsku=row.fnsku,
            asin="",
            opens=opens,
            deadline=deadline,
            has_rule=region in rules,
            once_open=frozenset(once_open),
        ),
    )
