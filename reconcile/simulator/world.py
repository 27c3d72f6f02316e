"""Seeded accounts: the same seed is the same account, on every machine."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from reconcile.simulator.records import LedgerRow, PaymentLine, World
from reconcile.simulator.shelf import HOMES, Home, Product, cost_book, happens, rate_book, stock_shelf
from reconcile.simulator.stories import STORIES, traffic
from reconcile.simulator.teller import Teller

FIRST_AS_OF = date(2026, 1, 5)


def account_of(
    rng: Random, *, products: int | None = None, home: Home | None = None
) -> tuple[Home, date, list[Product]]:
    """Where an account sells, its as-of date and its products, the first that are drawn from a seed."""
    drawn = rng.choice(HOMES)
    as_of = FIRST_AS_OF + timedelta(days=rng.randrange(320))
    return home or drawn, as_of, stock_shelf(rng, home or drawn, products or rng.randint(1, 4))


def random_world(
    seed: int, *, stories: int | None = None, products: int | None = None, home: Home | None = None
) -> World:
    """A small account in which much goes wrong with stock, different for every seed."""
    rng = Random(f"account {seed}")  # noqa: S311 - seeded on purpose
    home, as_of, shelf = account_of(rng, products=products, home=home)
    teller = Teller(rng, home, as_of)
    kinds = [story for story, _ in STORIES]
    weights = [weight for _, weight in STORIES]
    for story in rng.choices(kinds, weights, k=stories or rng.randint(2, 16)):
        story(teller, rng.choice(shelf))
    if not teller.ledger:
        traffic(teller, shelf[0])
    _share_reimbursement_ids(rng, teller)
    ledger, payments = _shorten_histories(rng, teller)
    ledger = _rename(rng, _without_country_rule(rng, ledger), shelf, as_of)
    world = World(
        name=f"world {seed}",
        marketplace=home.marketplace,
        as_of=as_of,
        ledger=tuple(sorted(ledger, key=lambda row: row.day)),
        payments=tuple(sorted(payments, key=lambda line: line.approved_at)),
        costs=tuple(cost_book(rng, shelf, as_of)),
        rates=tuple(rate_book(rng, home, as_of)),
    )
    return _with_first_download(rng, world)


def with_ledger_rows(world: World, added: Iterable[LedgerRow]) -> World:
    """The world with more ledger rows, put in by date; what an earlier download showed stays with its row.

    A product has one title a day: which of two the newest is, no rule says.
    """
    titles = {(row.fnsku, row.day): row.title for row in world.ledger}
    same_day = [replace(row, title=titles.get((row.fnsku, row.day), row.title)) for row in added]
    old_place: list[tuple[LedgerRow, int | None]] = [(row, at) for at, row in enumerate(world.ledger)]
    placed = sorted([*old_place, *((row, None) for row in same_day)], key=lambda pair: pair[0].day)
    moved = {old: new for new, (_, old) in enumerate(placed) if old is not None}
    return replace(
        world,
        ledger=tuple(row for row, _ in placed),
        seen_before=tuple((moved[at], row) for at, row in world.seen_before),
    )


def _share_reimbursement_ids(rng: Random, teller: Teller) -> None:
    """One id may hold lines of several products, and now and then two equal lines."""
    lines = teller.payments
    linked = {line.original_id for line in lines}
    plain = [at for at, line in enumerate(lines) if line.reimbursement_id not in linked and not line.original_id]
    if len(plain) > 1 and happens(rng, 0.3):
        one, other = rng.sample(plain, 2)
        if lines[one].fnsku != lines[other].fnsku:
            lines[other] = replace(lines[other], reimbursement_id=lines[one].reimbursement_id)
    if plain and happens(rng, 0.15):
        lines.append(replace(lines[rng.choice(plain)]))


def _shorten_histories(rng: Random, teller: Teller) -> tuple[list[LedgerRow], list[PaymentLine]]:
    """Ledger and payments that begin on days of their own; now and then no payments at all."""
    ledger, payments, as_of = teller.ledger, teller.payments, teller.as_of
    if happens(rng, 0.25):
        begin = as_of - timedelta(days=rng.choice((50, 65, 80, 100)))
        ledger = [row for row in ledger if row.day >= begin] or ledger
    if happens(rng, 0.25):
        cut = teller.stamp(as_of - timedelta(days=rng.choice((20, 35, 60))))
        payments = [line for line in payments if line.approved_at >= cut] or payments
    if happens(rng, 0.04):
        payments = []
    return ledger, payments


def _without_country_rule(rng: Random, ledger: list[LedgerRow]) -> list[LedgerRow]:
    """Seldom, a row from a country of which no rule is known."""
    losses = [at for at, row in enumerate(ledger) if row.reason in {"M", "E"} and row.quantity < 0]
    if not losses or not happens(rng, 0.06):
        return ledger
    at = rng.choice(losses)
    return [replace(row, country="ZW") if i == at else row for i, row in enumerate(ledger)]


def _rename(rng: Random, ledger: list[LedgerRow], shelf: list[Product], as_of: date) -> list[LedgerRow]:
    """A product whose title changed some day; older rows keep the older one."""
    if not happens(rng, 0.3):
        return ledger
    renamed = rng.choice(shelf).fnsku
    since = as_of - timedelta(days=rng.choice((10, 35, 60)))
    return [
        replace(row, title=f"{row.title}, 2nd edition") if row.fnsku == renamed and row.day >= since else row
        for row in ledger
    ]


def _with_first_download(rng: Random, world: World) -> World:
    """What an earlier, stale download of the ledger's older part showed."""
    through = world.as_of - timedelta(days=rng.choice((3, 12, 33)))
    often = Counter(row.identity for row in world.ledger)
    restated_sku = rng.choice([row.fnsku for row in world.ledger]) if happens(rng, 0.3) else None
    retitled = rng.choice([row.fnsku for row in world.ledger]) if happens(rng, 0.3) else None
    before: list[tuple[int, LedgerRow]] = []
    for at, row in enumerate(world.ledger):
        if row.day > through:
            continue
        old = row
        is_stated = row.reconciled is not None or row.unreconciled is not None
        if is_stated and row.event_type == "Adjustments" and often[row.identity] == 1 and happens(rng, 0.5):
            quantity = abs(row.quantity)
            figures = rng.choice(((0, quantity), (None, quantity), (None, None)))
            old = replace(old, reconciled=figures[0], unreconciled=figures[1])
        if row.fnsku == restated_sku and row.msku and "." not in row.msku:
            old = replace(old, msku=f"{row.msku}-OLD")
        if row.fnsku == retitled:
            old = replace(old, title=f"{row.title} (old)")
        if old != row:
            before.append((at, old))
    return replace(world, seen_before=tuple(before), first_download_through=through)
