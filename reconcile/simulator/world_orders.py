"""Customers' orders added to an account, from a stream of chance of their own."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from reconcile.simulator.records import LedgerRow, World
from reconcile.simulator.records_orders import CustomerReturn, Settlement, SettlementLine
from reconcile.simulator.shelf import FARTHER_HOMES, HOMES, Home, Product, happens, stock_shelf
from reconcile.simulator.stories_orders import ORDER_STORIES
from reconcile.simulator.teller_orders import OrderTeller
from reconcile.simulator.world import random_world, with_ledger_rows

FORTNIGHT = timedelta(days=14)
SETTLEMENTS = 19  # of each currency before the day of which claims still depend on them
LAST_LINE_BEFORE = (20, 21, 22)  # settlements must reach to 21 days before the as-of date


def order_world(seed: int, *, stories: int | None = None) -> World:
    """The account of `random_world` with customers' orders."""
    return with_orders(random_world(seed), Random(f"orders {seed}"), stories=stories)  # noqa: S311 - seeded on purpose


def with_orders(world: World, rng: Random, *, stories: int | None = None) -> World:
    """The account with refunds, replacements, returns, settlements and their payments besides.

    Its own rows stay as they are; an account without reimbursements may get none.
    """
    home = _home_of(world, rng)
    shelf = _shelf_of(world, home) or stock_shelf(rng, home, 2)
    teller = OrderTeller(rng, home, world.as_of)
    kinds = [story for story, _ in ORDER_STORIES]
    weights = [weight for _, weight in ORDER_STORIES]
    for story in rng.choices(kinds, weights, k=stories or rng.randint(3, 14)):
        story(teller, rng.choice(shelf))
    _reach_back(rng, teller, shelf)
    _repeat_a_line(rng, teller)
    has_payments = bool(world.payments) or happens(rng, 0.8)
    payments = [*world.payments, *teller.clerk.payments] if has_payments else []
    world = replace(
        with_ledger_rows(world, teller.clerk.ledger),
        payments=tuple(sorted(payments, key=lambda line: line.approved_at)),
        orders=tuple(sorted(teller.orders, key=lambda line: line.purchased_at)),
        returns=_returns(rng, teller),
        replacements=tuple(sorted(teller.replacements, key=lambda row: row.shipped_at)),
        refunds=tuple(sorted(teller.refunds, key=lambda row: row.refunded_on)),
        settlements=tuple(_settlements(rng, teller, home)),
        is_returnless=happens(rng, 0.05),
    )
    return replace(world, returns_seen_before=_returns_seen_before(rng, world))


def _home_of(world: World, rng: Random) -> Home:
    """A home of this marketplace in which all the account's stock can lie."""
    countries = {row.country for row in world.ledger} - {"ZW"}
    same = [home for home in (*HOMES, *FARTHER_HOMES) if home.marketplace == world.marketplace]
    return rng.choice([home for home in same if countries <= set(home.countries)] or same)


def _shelf_of(world: World, home: Home) -> list[Product]:
    """The products of the account's ledger, with what one of them cost."""
    skus: dict[str, dict[str, LedgerRow]] = {}
    for row in world.ledger:
        if row.fnsku and row.msku and not row.msku.casefold().startswith(("amzn.gr.", "amazon.found.")):
            skus.setdefault(row.fnsku, {}).setdefault(row.msku, row)
    costs = {row.sku: row for row in world.costs}
    shelf = []
    for fnsku, rows in skus.items():
        first = next(iter(rows.values()))
        cost = next((costs[sku] for sku in rows if sku in costs), None)
        shelf.append(
            Product(
                skus=tuple(rows),
                fnsku=fnsku,
                asin=first.asin,
                title=first.title,
                countries=tuple(country for country in home.countries if country),
                cost=cost.unit_cost if cost else Decimal(12),
                cost_currency=cost.currency if cost else home.currency,
                is_dear=bool(cost and cost.unit_cost >= Decimal(5000)),
            )
        )
    return shelf


def _reach_back(rng: Random, teller: OrderTeller, shelf: list[Product]) -> None:
    """Each product's last sale, and nearly always reports that begin before the first refund."""
    for product in shelf:
        teller.sell(product, teller.as_of - timedelta(days=rng.choice((1, 2, 9))), 1)
    early = teller.as_of - timedelta(days=rng.choice((150, 200, 240)))
    sale = teller.sell(shelf[0], early, 1)
    if happens(rng, 0.85):
        teller.pay(sale, early, 1, "CustomerServiceIssue")


def _repeat_a_line(rng: Random, teller: OrderTeller) -> None:
    """Now and then two equal lines of a report, which are two events."""
    if teller.returns and happens(rng, 0.15):
        teller.returns.append(replace(rng.choice(teller.returns)))
    if teller.refunds and happens(rng, 0.1):
        teller.refunds.append(replace(rng.choice(teller.refunds)))
    lines = teller.lines.get(rng.choice(sorted(teller.lines)), [])
    refunds = [line for line in lines if line.transaction_type == "Refund"]
    if refunds and happens(rng, 0.15):
        lines.append(replace(rng.choice(refunds)))


def _returns(rng: Random, teller: OrderTeller) -> tuple[CustomerReturn, ...]:
    """The returns report; seldom the seller has none."""
    if happens(rng, 0.05):
        return ()
    return tuple(sorted(teller.returns, key=lambda row: row.returned_at))


def _returns_seen_before(rng: Random, world: World) -> tuple[tuple[int, CustomerReturn], ...]:
    """What an earlier download showed of returns whose status Amazon changed since."""
    often = Counter(replace(row, status="") for row in world.returns)
    before = []
    for at, row in enumerate(world.returns):
        old = replace(row, status=rng.choice(("Pending repackaging", "Unit returned to inventory", "Reimbursed")))
        if old != row and often[replace(row, status="")] == 1 and happens(rng, 0.3):
            before.append((at, old))
    return tuple(before)


def _settlements(rng: Random, teller: OrderTeller, home: Home) -> list[Settlement]:
    """Fortnights back to back per currency; some accounts lack all, one, the last, or part of one."""
    plan = rng.choice(("whole",) * 9 + ("none", "hole", "hole", "short", "short", "cut", "one currency"))
    made: list[Settlement] = []
    if plan == "none":
        return made
    for currency in sorted({home.currency, *teller.lines}):
        if plan == "one currency" and currency != home.currency:
            continue
        last = teller.as_of - timedelta(days=rng.choice(LAST_LINE_BEFORE))
        newest = 0 if plan == "short" else 2
        bounds = [last + FORTNIGHT * n for n in range(-SETTLEMENTS, newest + 1)]
        own = [_settlement(rng, teller, currency, span) for span in pairwise(bounds)]
        if plan == "hole":
            del own[rng.randrange(len(own) - 9, len(own))]
        elif plan == "cut":
            at = rng.randrange(len(own) - 9, len(own))
            own[at] = replace(own[at], total=own[at].total + Decimal(rng.choice((1, -7, 120))))
        made += own
    return made


def _settlement(rng: Random, teller: OrderTeller, currency: str, span: tuple[date, date]) -> Settlement:
    """The lines of a fortnight, first and last instant of which are those of its neighbours."""
    starts_at, ends_at = (teller.clerk.noon(day) for day in span)
    lines = [line for line in teller.lines.get(currency, []) if starts_at <= line.posted_at < ends_at]
    noise = Decimal(rng.randrange(-500, 900)) if currency == "JPY" else Decimal(rng.randrange(-5000, 9000)) / 100
    lines.append(
        SettlementLine(
            posted_at=starts_at + timedelta(hours=rng.randrange(1, 300)),
            transaction_type="other-transaction",
            amount_type="FBA Inventory Reimbursement",
            amount_description=rng.choice(("WAREHOUSE_LOST", "REVERSAL_REIMBURSEMENT", "MISSING_FROM_INBOUND")),
            amount=noise,
        )
    )
    return Settlement(
        settlement_id=f"{rng.randrange(10**10, 10**11)}",
        starts_at=starts_at,
        ends_at=ends_at,
        deposited_at=ends_at + timedelta(days=2),
        currency=currency,
        total=sum((line.amount for line in lines), Decimal(0)),
        lines=tuple(sorted(lines, key=lambda line: line.posted_at)),
    )
