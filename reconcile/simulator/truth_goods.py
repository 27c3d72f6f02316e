"""Shipments to Amazon and removals in the match, and their rows of the claims."""

from dataclasses import dataclass, replace
from datetime import date

from reconcile.simulator.records import LedgerRow, World
from reconcile.simulator.truth_claims import ClaimRow, Desk
from reconcile.simulator.truth_events import Cover, Loss
from reconcile.simulator.truth_inbound import (
    SURPLUS,
    Received,
    inbound_losses,
    inbound_received,
    mark_surplus,
    overage_cover,
)
from reconcile.simulator.truth_match import Call
from reconcile.simulator.truth_origin import Origin
from reconcile.simulator.truth_removal import known_removal_orders, removal_losses
from reconcile.simulator.truth_rules import REGION_CURRENCY, folded


@dataclass(frozen=True, slots=True)
class Goods:
    """What is missing of shipments and removals, and what is there too much."""

    received: list[Received]
    inbound: list[Loss]
    overage: list[Cover]
    removals: list[Loss]
    known_orders: set[str]  # of removals

    @property
    def losses(self) -> list[Loss]:
        """All losses of both."""
        return [*self.inbound, *self.removals]

    def since(self, begin: date | None) -> "Goods":
        """Without the losses before our records; what came too much counts whatever its date."""
        return replace(
            self,
            inbound=[loss for loss in self.inbound if begin is None or loss.day >= begin],
            removals=[loss for loss in self.removals if begin is None or loss.day >= begin],
        )


def named_in_goods(world: World, as_of: date) -> list[tuple[str, str]]:
    """FNSKU and SKU of every row of shipments and removals up to the day."""
    return [
        *((line.fnsku, line.sku) for line in world.inbound if line.day is None or line.day <= as_of),
        *((o.fnsku, o.sku) for o in world.removal_orders if world.day_of(o.requested_at) <= as_of),
        *((b.fnsku, b.sku) for b in world.removal_shipments if world.day_of(b.shipped_at) <= as_of),
    ]


def goods_of(world: World, desk: Desk, ledger: list[LedgerRow], fnskus_of_sku: dict[str, set[str]]) -> Goods:
    """Shipments and removals as known on the desk's day; `ledger` holds the rows up to it."""
    asins = {fnsku: asin for fnsku, (_, asin) in desk.newest.items()}
    received = inbound_received(world, ledger, desk.as_of, asins, fnskus_of_sku)
    return Goods(
        received=received,
        inbound=inbound_losses(world, received),
        overage=overage_cover(world, received),
        removals=removal_losses(world, desk.as_of),
        known_orders=known_removal_orders(world, desk.as_of),
    )


def call_of_overage(goods: Goods) -> Call:
    """What came too much of the same ASIN."""
    return Call(goods.inbound, goods.overage, lambda loss: loss.asin, lambda cover: cover.asin)


def call_of_removals(goods: Goods, covers: list[Cover]) -> Call:
    """Payments that name order and FNSKU of a removal."""
    return Call(
        goods.removals,
        [cover for cover in covers if _order_of(cover)],
        lambda loss: (loss.origin.reference_id if loss.origin else "", loss.product),
        lambda cover: (_order_of(cover), cover.product),
    )


def calls_beside(goods: Goods, covers: list[Cover]) -> list[Call]:
    """Inbound payments by FNSKU, and payments that name a removal but none of the known orders."""
    return [
        Call(
            goods.inbound,
            [cover for cover in covers if cover.kind == "inbound"],
            lambda loss: (loss.region, loss.product),
            lambda cover: (cover.region, cover.product),
        ),
        Call(
            goods.removals,
            [cover for cover in covers if _names_a_removal(cover) and _order_of(cover) not in goods.known_orders],
            lambda loss: loss.product,
            lambda cover: cover.product,
        ),
    ]


def set_surplus_apart(desk: Desk, goods: Goods) -> None:
    """The units that another product of the shipment may stand for."""
    mark_surplus(goods.inbound, goods.received, lambda loss: desk.status(loss) in {"waiting", "claimable"})


def goods_rows(desk: Desk, losses: list[Loss]) -> list[ClaimRow]:
    """One row per loss for what is open, one for units in doubt, one for units in a surplus."""
    rows = []
    for loss in losses:
        apart = {"doubt": loss.taken_by.get(4, 0), "surplus": loss.taken_by.get(SURPLUS, 0)}
        if loss.open:
            total = loss.units - sum(apart.values())
            units = (total, total - loss.open, loss.open)
            rows.append(_row(desk, loss, desk.status(loss), desk.doubts(loss), units))
        rows += [_row(desk, loss, "review", {code}, (n, 0, n)) for code, n in apart.items() if n]
    return rows


def _row(desk: Desk, loss: Loss, status: str, doubts: set[str], units: tuple[int, int, int]) -> ClaimRow:
    origin = _origin(loss)
    currency = REGION_CURRENCY.get(loss.region, "")
    worth = desk.by_cost(loss, origin.sku, currency)
    title, asin = desk.newest.get(origin.fnsku, ("", ""))
    return ClaimRow(
        account=desk.account,
        marketplace=desk.marketplace(loss.region, ""),
        claim_type=loss.claim_type,
        status=status,
        review_because=tuple(sorted(doubts)),
        reference_id=origin.reference_id,
        event_date=origin.event_date,
        sku=origin.sku,
        fnsku=origin.fnsku,
        asin=asin or origin.asin,
        title=title,
        fulfillment_center=origin.fulfillment_center,
        reason_code="",
        quantity_lost=units[0],
        quantity_covered=units[1],
        quantity_open=units[2],
        currency=currency,
        unit_value=worth.unit_value,
        value_basis=worth.basis,
        amount=None if worth.unit_value is None else worth.unit_value * units[2],
        cost_price=worth.cost_price,
        window_opens=origin.opens,
        deadline=origin.deadline,
    )


def _origin(loss: Loss) -> Origin:
    if loss.origin is None:
        message = "a shipment's or removal's loss without its row"
        raise TypeError(message)
    return loss.origin


def _order_of(cover: Cover) -> str:
    return cover.family.root.order_id if cover.family else ""


def _names_a_removal(cover: Cover) -> bool:
    return cover.family is not None and "removal" in folded(cover.family.root.reason)
