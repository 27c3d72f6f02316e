"""First in, first out, forward in time, one unit after the other, in five passes.

Slow and plain on purpose. Losses in order of date, reference id, SKU, occurrence;
cover in order of date, rank (units before money), id.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reconcile.simulator.truth_events import Cover, Loss

DOUBT_DAYS = 60
TYPE_OF_KIND = {
    "found": "warehouse_lost",
    "lost": "warehouse_lost",
    "graded": "warehouse_damaged",
    "damaged": "warehouse_damaged",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One more call of the match under the number of pass 2, with pools of its own."""

    losses: list[Loss]
    covers: list[Cover]
    pool_of_loss: Callable[[Loss], Hashable]
    pool_of_cover: Callable[[Cover], Hashable]


def give(
    which: int,
    losses: Iterable[Loss],
    covers: Iterable[Cover],
    *,
    pool_of_loss: Callable[[Loss], Hashable],
    pool_of_cover: Callable[[Cover], Hashable],
    early_days: int | None,
) -> None:
    """One pass: each unit of cover goes to the oldest open loss of its pool.

    `early_days`: how many days a loss may be dated after its cover; None: any number.
    """
    pools: dict[Hashable, list[Loss]] = defaultdict(list)
    for loss in sorted(losses, key=lambda loss: (loss.day, loss.key)):
        pools[pool_of_loss(loss)].append(loss)
    for cover in sorted(covers, key=lambda lot: (lot.day, lot.key)):
        while cover.left > 0:
            latest = date.max if early_days is None else cover.day + timedelta(days=early_days)
            waiting = pools.get(pool_of_cover(cover), [])
            oldest = next((loss for loss in waiting if loss.open > 0 and loss.day <= latest), None)
            if oldest is None:
                break
            oldest.open -= 1
            cover.left -= 1
            oldest.taken_by[which] = oldest.taken_by.get(which, 0) + 1
            cover.used_by[which] = cover.used_by.get(which, 0) + 1
            oldest.covers.append((which, cover))


def match(
    *,
    given_back: list[Loss],
    adjustments: list[Loss],
    reversals: list[Loss],
    covers: list[Cover],
    early_days: int,
    ledger_ends_on: date | None,
    is_urgent: Callable[[Loss], bool],
    by_key: Sequence[Call] = (),
    beside: Sequence[Call] = (),
    inbound: Sequence[Loss] = (),
    before_doubt: Callable[[], None] | None = None,
) -> None:
    """All passes; afterwards every loss and cover knows what it took, from which pass.

    `is_urgent` says of an open loss whether it would be waiting or claimable. `by_key` are
    the calls by exact keys, whatever the dates, in their order; `beside` those first in,
    first out that belong to pass 2. `inbound` losses take part in pass 4 too, and
    `before_doubt` is called before it.
    """

    def by_product(item: Loss | Cover) -> Hashable:
        return item.region, item.product

    def by_type(item: Loss | Cover) -> Hashable:
        claim_type = item.claim_type if isinstance(item, Loss) else TYPE_OF_KIND[item.kind]
        return claim_type, item.region, item.product

    found = [c for c in covers if c.kind == "found"]
    own = [c for c in covers if c.kind in TYPE_OF_KIND]
    settled = [loss for loss in adjustments if loss.part == "reconciled"]
    rest = [loss for loss in adjustments if loss.part == "rest"]

    # 0: what reversals gave back must be found again, and those found units make nothing else good
    give(0, given_back, found, pool_of_loss=by_product, pool_of_cover=by_product, early_days=early_days)

    # an exact key beats first in, first out
    for call in by_key:
        _give_in(call, early_days=None)

    # 1: what Amazon states as reconciled
    in_records = [c for c in own if c.part != "unreconciled" and (ledger_ends_on is None or c.day <= ledger_ends_on)]
    give(1, settled, in_records, pool_of_loss=by_type, pool_of_cover=by_type, early_days=early_days)

    # 2: what Amazon states as unreconciled, and what it says nothing about
    for_the_rest = [c for c in own if c.part != "reconciled"]
    give(2, rest, for_the_rest, pool_of_loss=by_type, pool_of_cover=by_type, early_days=early_days)

    for call in beside:
        _give_in(call, early_days=early_days)

    # 3: payments taken back; a payment that no loss took covers its own reversal
    unmatched = [c for c in covers if c.kind in {"found", "lost", "damaged", "inbound"}]
    give(3, reversals, unmatched, pool_of_loss=by_product, pool_of_cover=by_product, early_days=None)

    # 4: doubt
    if before_doubt:
        before_doubt()
    doubt([loss for loss in (*rest, *inbound) if loss.open and is_urgent(loss)], covers)


def _give_in(call: Call, *, early_days: int | None) -> None:
    give(
        2,
        call.losses,
        call.covers,
        pool_of_loss=call.pool_of_loss,
        pool_of_cover=call.pool_of_cover,
        early_days=early_days,
    )


def doubt(in_question: list[Loss], covers: list[Cover]) -> None:
    """Pass 4: per product across regions and types, then found units without a home, per ASIN."""
    give(
        4,
        in_question,
        [c for c in covers if c.kind in {"found", "lost", "damaged", "inbound", "other"}],
        pool_of_loss=lambda loss: loss.product,
        pool_of_cover=lambda cover: cover.product,
        early_days=DOUBT_DAYS,
    )
    give(
        4,
        [loss for loss in in_question if loss.asin],
        [c for c in covers if c.kind == "found_elsewhere"],
        pool_of_loss=lambda loss: loss.asin,
        pool_of_cover=lambda cover: cover.asin,
        early_days=DOUBT_DAYS,
    )


def unbalanced(losses: Iterable[Loss], covers: Iterable[Cover]) -> list[Loss | Cover]:
    """Rows whose units are not matched + in doubt + open; must be empty."""
    return [
        *(loss for loss in losses if loss.units != sum(loss.taken_by.values()) + loss.open or loss.open < 0),
        *(lot for lot in covers if lot.units != sum(lot.used_by.values()) + lot.left or lot.left < 0),
    ]
