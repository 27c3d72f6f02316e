"""Seeded accounts in which everything goes wrong: stock, shipments to Amazon, removals, customers' orders.

What `random_world` tells of a seed stays as it is; shipments and removals are told by a random
stream of their own about the same products and a few more, orders by a third one after them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from reconcile.simulator import stories_inbound, stories_removal
from reconcile.simulator.records import World
from reconcile.simulator.shelf import FARTHER_HOMES, Product, cost_book, happens, stock_shelf
from reconcile.simulator.stories_inbound import InboundClerk, earlier_sheet
from reconcile.simulator.stories_removal import RemovalClerk
from reconcile.simulator.teller import Teller
from reconcile.simulator.world import account_of, random_world, with_ledger_rows
from reconcile.simulator.world_orders import with_orders

LONG_AGO = timedelta(days=400)

Story = TypeVar("Story")


def full_world(seed: int, *, stories: int | None = None, products: int | None = None) -> World:
    """An account of all that can happen, different for every seed.

    `stories` is the number told of each kind. An account that has no reimbursements without
    customers' orders has none with them.
    """
    goods = goods_world(seed, stories=stories, products=products)
    rng = Random(f"orders of full account {seed}")  # noqa: S311 - seeded on purpose
    world = with_orders(goods, rng, stories=stories)
    return replace(world, name=f"full world {seed}", payments=world.payments if goods.payments else ())


def goods_world(seed: int, *, stories: int | None = None, products: int | None = None) -> World:
    """The account of `full_world` before customers' orders: stock, shipments to Amazon and removals."""
    rng = Random(f"full account {seed}")  # noqa: S311 - seeded on purpose
    home = rng.choice(FARTHER_HOMES) if happens(rng, 0.1) else None
    base = random_world(seed, stories=stories, products=products, home=home)
    home, as_of, shelf = account_of(
        Random(f"account {seed}"),  # noqa: S311 - seeded on purpose
        products=products,
        home=home,
    )
    more = [_renamed(product) for product in stock_shelf(rng, home, rng.randint(1, 3))]
    shelf = [*shelf, *more]

    teller = Teller(rng, home, as_of)
    inbound, removal = InboundClerk(teller), RemovalClerk(teller)
    if not happens(rng, 0.1):
        tell(rng, stories_inbound.STORIES, lambda story: story(inbound, shelf), stories)
    if not happens(rng, 0.1):
        tell(rng, stories_removal.STORIES, lambda story: story(removal, shelf), stories)
    if happens(rng, 0.1):
        removal.receipts.clear()
    if happens(rng, 0.1):
        removal.orders.clear()
    if happens(rng, 0.7):
        remember(teller, shelf[0])

    payments = [] if happens(rng, 0.03) else [*base.payments, *teller.payments]
    return replace(
        with_ledger_rows(base, teller.ledger),
        name=f"goods world {seed}",
        payments=tuple(sorted(payments, key=lambda line: line.approved_at)),
        costs=(*base.costs, *cost_book(rng, more, as_of)),
        inbound=tuple(inbound.lines),
        inbound_before=tuple(earlier_sheet(inbound)),
        removal_orders=tuple(sorted(removal.orders, key=lambda order: order.requested_at)),
        removal_shipments=tuple(sorted(removal.boxes, key=lambda box: box.shipped_at)),
        removal_receipts=tuple(removal.receipts),
    )


def tell(
    rng: Random,
    stories: Sequence[tuple[Story, int]],
    about: Callable[[Story], None],
    count: int | None,
) -> None:
    """So many stories of a kind, drawn by their weights."""
    kinds, weights = [story for story, _ in stories], [weight for _, weight in stories]
    for story in rng.choices(kinds, weights, k=count or rng.randint(1, 6)):
        about(story)


def remember(teller: Teller, product: Product) -> None:
    """Both reports reach back far enough for the longest window."""
    sold = teller.adjust(product, teller.as_of - LONG_AGO, -1, "")
    teller.ledger[teller.ledger.index(sold)] = replace(sold, event_type="Shipments", reference_id="")
    teller.pay(product, teller.as_of - LONG_AGO, 1, "CustomerReturn", order_id="111-0000000-0000001")


def _renamed(product: Product) -> Product:
    """A product that shares no name with those of the first shelf."""
    return replace(
        product,
        skus=tuple(f"{sku}-X" for sku in product.skus),
        fnsku=f"{product.fnsku}X",
        asin=f"{product.asin[:-1]}X",
    )
