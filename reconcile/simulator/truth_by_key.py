"""All losses that meet their cover by an exact key first: shipments, removals, customers' orders.

A payment that names a removal order and an FNSKU of it belongs to the removal, one that names
a customer's order and a SKU of it to that order; Amazon gives both kinds ids of their own.
"""

from dataclasses import dataclass, replace
from datetime import date

from reconcile.simulator.records import LedgerRow, World
from reconcile.simulator.truth_claims import ClaimRow, Desk
from reconcile.simulator.truth_events import Cover, Loss
from reconcile.simulator.truth_goods import Goods, call_of_overage, call_of_removals, goods_of, goods_rows
from reconcile.simulator.truth_match import Call
from reconcile.simulator.truth_orders import Orders, calls_of_orders
from reconcile.simulator.truth_orders_rows import order_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ByKey:
    """The losses of all these families, with what their cover is looked up in."""

    goods: Goods
    orders: Orders
    missing: list[Loss]  # units that customers did not send back
    damaged: list[Loss]  # units that came back damaged

    @property
    def losses(self) -> list[Loss]:
        """All of them."""
        return [*self.goods.losses, *self.missing, *self.damaged]

    def since(self, begin: date | None) -> "ByKey":
        """Without the losses before our records."""
        return replace(
            self,
            goods=self.goods.since(begin),
            missing=[loss for loss in self.missing if begin is None or loss.day >= begin],
            damaged=[loss for loss in self.damaged if begin is None or loss.day >= begin],
        )

    def calls(self, covers: list[Cover]) -> list[Call]:
        """The calls of the match by exact keys, in their order."""
        return [
            call_of_overage(self.goods),
            *calls_of_orders(self.orders, self.missing, self.damaged, covers),
            call_of_removals(self.goods, covers),
        ]

    def rows(self, desk: Desk) -> list[ClaimRow]:
        """The rows of the claims, once the match is done."""
        return [*goods_rows(desk, self.goods.losses), *order_rows(desk, [*self.missing, *self.damaged])]


def by_key_of(world: World, desk: Desk, ledger: list[LedgerRow], fnskus_of_sku: dict[str, set[str]]) -> ByKey:
    """What is known on the desk's day; `ledger` holds the rows up to it."""
    orders = Orders(world, desk.as_of, fnskus_of_sku)
    missing, damaged = orders.losses()
    return ByKey(
        goods=goods_of(world, desk, ledger, fnskus_of_sku),
        orders=orders,
        missing=missing,
        damaged=damaged,
    )
