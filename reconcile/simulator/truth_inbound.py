"""The truth of shipments to Amazon: what did not arrive, and what else arrived in its place.

Decisions where the rules leave room (doubt beats claim):

- A shipment has no country: region and marketplace are the account's home.
- A line stands under its delivery, else its closing, else its departure; lines dated after
  the as-of date are not used. A shipment that was closed or delivered after it is not closed yet.
- Amazon's receipts count as far as the as-of date, below zero as nothing. Where several lines
  of a shipment share an FNSKU, what the receipts show beyond the sum of their figures goes
  to the lines in order of SKU, to each as far as it lacks units, the rest to the last.
- A blank figure counts as nothing received; without a receipt in the ledger it is review.
- Receipts of products that a shipment of the sheet does not list came too much, all of them.
- The ASIN is the line's, where that is blank the newest of its FNSKU in the ledger.
- Lines of SKUs that are not ours are no losses; what came too much of them is overage and surplus.
- Overage that is older than our records counts.
- "Nothing of the whole shipment": all its lines together, whatever their status.
- Delivered on an unknown day: where the closing is unknown too, the departure stands in for the
  match and the cost, and no day is known on which the window opens. Closed on an unknown day:
  the window opens by the delivery alone.
- Surplus of other products makes a unit review only where it would be waiting or claimable;
  open units of every earlier line of the shipment use it up, also of lines in review.
- The window of the sheet's home: 9 months in the US, taken over by CA and MX, 6 months in the
  UK and the EU, day 15 to 60 in AE; nothing is known of JP and others.
"""

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reconcile.simulator.records import LedgerRow, World
from reconcile.simulator.records_inbound import InboundLine
from reconcile.simulator.truth_events import Cover, Loss, is_ours, product_of
from reconcile.simulator.truth_origin import Origin
from reconcile.simulator.truth_rules import HOME_REGION, folded

MONTHS_FROM_DELIVERY = {"US": 9, "CA": 9, "MX": 9, "UK": 6, "EU": 6}
DAYS_FROM_DELIVERY = {"AE": (15, 60)}
SURPLUS = 5  # the number under which units in question for a surplus are counted
GOES_ON = frozenset({"eligible", "actionrequired"})


@dataclass(frozen=True, slots=True)
class Received:
    """A line of the sheet with what came of it; `product` and `asin` are pool keys."""

    line: InboundLine
    units: int
    product: str
    asin: str
    is_figure_known: bool

    @property
    def short(self) -> int:
        """Units that did not come."""
        return max(0, self.line.quantity_shipped - self.units)

    @property
    def over(self) -> int:
        """Units that came too much."""
        return max(0, self.units - self.line.quantity_shipped)

    @property
    def is_closed(self) -> bool:
        """Whether Amazon has done counting."""
        return folded(self.line.status) == "closed"


def add_months(day: date, months: int) -> date:
    """The same day some months later, at most the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def home_region(world: World) -> str:
    """The region of what has neither country nor currency."""
    return HOME_REGION.get(world.marketplace, world.marketplace)


def inbound_received(
    world: World, ledger: list[LedgerRow], as_of: date, asins: dict[str, str], fnskus_of_sku: dict[str, set[str]]
) -> list[Received]:
    """The lines known on the day, each with what came of it by the sheet and by the ledger.

    `ledger` holds the rows up to the day, `asins` the newest ASIN of an FNSKU.
    """
    receipts: dict[tuple[str, str], int] = defaultdict(int)
    for row in ledger:
        if row.event_type == "Receipts":
            receipts[row.reference_id, product_of(row.fnsku, row.msku)] += row.quantity

    together: dict[tuple[str, str], list[InboundLine]] = defaultdict(list)
    for line in (_as_known(line, as_of) for line in world.inbound):
        if line.day is None or line.day <= as_of:
            known = fnskus_of_sku.get(line.sku, set())
            fnsku = line.fnsku or (next(iter(known)) if len(known) == 1 else "")
            together[line.shipment_id, product_of(fnsku, line.sku)].append(line)

    received = []
    for (shipment, product), lines in together.items():
        in_ledger = receipts.get((shipment, product))
        for line, units in zip(lines, _shared(lines, max(0, in_ledger or 0)), strict=True):
            asin = line.asin or asins.get(product, "") or f"product {product}"
            is_known = line.quantity_received is not None or in_ledger is not None
            received.append(Received(line, units, product, asin, is_known))
    received += _not_listed(receipts, together, asins)
    return sorted(received, key=lambda one: (one.line.shipment_id, one.line.sku, one.line.fnsku))


def _as_known(line: InboundLine, as_of: date) -> InboundLine:
    """The line without a closing that was yet to come."""
    later = [day for day in (line.closed_on, line.delivered_on) if day and day > as_of]
    return replace(line, status="RECEIVING") if later else line


def _not_listed(
    receipts: dict[tuple[str, str], int], together: dict[tuple[str, str], list[InboundLine]], asins: dict[str, str]
) -> list[Received]:
    """What the ledger received in a shipment of the sheet that does not list it: nothing was sent."""
    shipments = {shipment: lines[0] for (shipment, _), lines in together.items()}
    found = []
    for (shipment, product), units in receipts.items():
        if shipment in shipments and (shipment, product) not in together and units > 0:
            line = replace(
                shipments[shipment], sku="", fnsku=product, asin="", quantity_shipped=0, quantity_received=None
            )
            asin = asins.get(product, "") or f"product {product}"
            found.append(Received(line=line, units=units, product=product, asin=asin, is_figure_known=True))
    return found


def _shared(lines: list[InboundLine], in_ledger: int) -> list[int]:
    """What came of each line: its own figure, and what the ledger shows beyond the sum of them."""
    lines.sort(key=lambda line: (line.sku, line.fnsku))
    units = [line.quantity_received or 0 for line in lines]
    beyond = max(0, in_ledger - sum(units))
    for at, line in enumerate(lines):
        lacks = max(0, line.quantity_shipped - units[at])
        taken = min(beyond, lacks)
        units[at] += taken
        beyond -= taken
    units[-1] += beyond
    return units


def inbound_losses(world: World, received: list[Received]) -> list[Loss]:
    """The short lines of closed shipments."""
    region = home_region(world)
    came: dict[str, int] = defaultdict(int)
    for one in received:
        came[one.line.shipment_id] += one.units
    losses = []
    for one in received:
        line = one.line
        if not one.is_closed or not one.short or not is_ours(line.sku):
            continue
        review = set()
        if not came[line.shipment_id]:
            review.add("nothing_received")
        if line.amazon_status.strip() and folded(line.amazon_status.strip()) not in GOES_ON:
            review.add("amazon_status")
        if line.delivered_on is None:
            review.add("delivered_on_unknown")
        if not one.is_figure_known:
            review.add("received_unknown")
        losses.append(
            Loss(
                claim_type="inbound_shortage",
                part="rest",
                region=region,
                product=one.product,
                asin=one.asin,
                day=line.day or date.min,
                key=(line.shipment_id, line.sku, 1, line.fnsku, "", "", -one.short),
                units=one.short,
                open=one.short,
                review=review,
                origin=_origin(line, region),
            )
        )
    return losses


def _origin(line: InboundLine, region: str) -> Origin:
    opens, deadline, has_rule = inbound_window(region, line.delivered_on, line.closed_on)
    return Origin(
        reference_id=line.shipment_id,
        event_date=line.delivered_on,
        sku=line.sku,
        fnsku=line.fnsku,
        asin=line.asin,
        fulfillment_center=line.destination_fc,
        opens=opens,
        deadline=deadline,
        has_rule=has_rule,
    )


def inbound_window(
    region: str, delivered_on: date | None, closed_on: date | None
) -> tuple[date | None, date | None, bool]:
    """First and last day to claim, and whether any rule is known."""
    if region not in MONTHS_FROM_DELIVERY and region not in DAYS_FROM_DELIVERY:
        return None, None, False
    counted_from = delivered_on or closed_on
    if counted_from is None:
        return None, None, True
    first, last = DAYS_FROM_DELIVERY.get(region, (0, 0))
    opens = counted_from + timedelta(days=first)
    if closed_on is not None:
        opens = max(opens, closed_on)
    if delivered_on is None:
        return opens, None, True
    if region in MONTHS_FROM_DELIVERY:
        return opens, add_months(delivered_on, MONTHS_FROM_DELIVERY[region]), True
    return opens, delivered_on + timedelta(days=last), True


def overage_cover(world: World, received: Iterable[Received]) -> list[Cover]:
    """What came too much in closed shipments, of whatever SKU."""
    return [
        Cover(
            kind="overage",
            part="",
            region=home_region(world),
            product=one.product,
            asin=one.asin,
            day=one.line.day or date.min,
            key=(0, one.line.shipment_id, one.line.sku, one.line.fnsku),
            units=one.over,
            left=one.over,
        )
        for one in received
        if one.is_closed and one.over
    ]


def mark_surplus(losses: list[Loss], received: list[Received], is_urgent: Callable[[Loss], bool]) -> None:
    """Units that may have come as another product of the shipment are set apart, line by line.

    To be called when all cover but the doubtful has been given.
    """
    shipments: dict[str, list[Received]] = defaultdict(list)
    for one in received:
        if one.is_closed and one.over:
            shipments[one.line.shipment_id].append(one)
    earlier: dict[str, int] = defaultdict(int)  # open units of the shipment's lines so far
    for loss in sorted(losses, key=lambda loss: loss.key):
        shipment = loss.origin.reference_id if loss.origin else ""
        others = sum(one.over for one in shipments[shipment] if one.asin != loss.asin)
        in_question = min(loss.open, max(0, others - earlier[shipment]))
        earlier[shipment] += loss.open
        if in_question and is_urgent(loss):
            loss.open -= in_question
            loss.taken_by[SURPLUS] = in_question
