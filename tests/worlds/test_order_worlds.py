"""The invented accounts hold what happens to customers' orders, and are the same every time."""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest

from reconcile.simulator.records import World
from reconcile.simulator.truth import Truth, truth_of
from reconcile.simulator.truth_match import unbalanced
from reconcile.simulator.truth_payments import is_reversal
from reconcile.simulator.world import random_world
from reconcile.simulator.world_orders import order_world

SEEDS = range(250)
TYPES = ("customer_return_missing", "customer_return_damaged")


@cache
def worlds() -> tuple[World, ...]:
    return tuple(order_world(seed) for seed in SEEDS)


@cache
def truths() -> tuple[Truth, ...]:
    return tuple(truth_of(world) for world in worlds())


def kinds(world: World) -> set[str]:
    return {line.transaction_type for s in world.settlements for line in s.lines}


def refund_days(world: World) -> dict[tuple[str, str], set[object]]:
    days: dict[tuple[str, str], set[object]] = {}
    for settlement in world.settlements:
        for line in settlement.lines:
            if line.transaction_type == "Refund" and line.amount_description == "Principal" and line.amount < 0:
                days.setdefault((line.order_id, line.sku), set()).add(world.day_of(line.posted_at))
    return days


def has_several_skus_refunded(world: World) -> bool:
    orders = Counter(order for order, _ in refund_days(world))
    return max(orders.values(), default=0) > 1


def is_in_both_sources(world: World, by: str) -> bool:
    settled = refund_days(world)
    return any((row.order_id, row.sku) in settled and row.initiated_by == by for row in world.refunds)


def has_refunded_replacement(world: World) -> bool:
    new = {row.replacement_order_id for row in world.replacements}
    return any(order in new for order, _ in refund_days(world)) or any(row.order_id in new for row in world.refunds)


def has_hole(world: World) -> bool:
    spans: dict[str, list[tuple[object, object]]] = {}
    for s in world.settlements:
        spans.setdefault(s.currency, []).append((s.starts_at, s.ends_at))
    return any(
        {start for start, _ in own} - {end for _, end in own} - {min(start for start, _ in own)}  # type: ignore[type-var]
        for own in spans.values()
    )


def ends_early(world: World) -> bool:
    newest = max((world.day_of(s.ends_at) for s in world.settlements), default=world.as_of)
    return newest < world.as_of - timedelta(days=21)


def paid_reasons(world: World) -> set[str]:
    orders = {line.order_id for line in world.orders}
    return {line.reason for line in world.payments if line.order_id in orders}


def has_reversed_order_payment(world: World) -> bool:
    of_orders = {line.reimbursement_id for line in world.payments if line.order_id and not is_reversal(line)}
    return any(is_reversal(line) and line.original_id in of_orders for line in world.payments)


NASTY: dict[str, Callable[[World], bool]] = {
    **{
        f"{disposition} returns": lambda w, d=disposition: any(row.disposition == d for row in w.returns)  # type: ignore[misc]
        for disposition in ("SELLABLE", "CUSTOMER_DAMAGED", "CARRIER_DAMAGED", "DAMAGED", "DEFECTIVE")
    },
    "returns with status Reimbursed": lambda w: any(row.status == "Reimbursed" for row in w.returns),
    "REIMBURSED in capitals": lambda w: any(row.status == "REIMBURSED" for row in w.returns),
    "no returns report": lambda w: not w.returns,
    "several units a return": lambda w: any(row.quantity > 1 for row in w.returns),
    "equal returns": lambda w: len(set(w.returns)) < len(w.returns),
    "returns after the as-of date": lambda w: any(w.day_of(row.returned_at) > w.as_of for row in w.returns),
    "returns of another day in UTC": lambda w: any(
        row.returned_at.date() != w.day_of(row.returned_at) for row in w.returns
    ),
    "status restated": lambda w: bool(w.returns_seen_before),
    "replacements": lambda w: bool(w.replacements),
    "replacements replaced": lambda w: bool(
        {r.replacement_order_id for r in w.replacements} & {r.original_order_id for r in w.replacements}
    ),
    "a replacement refunded in turn": has_refunded_replacement,
    "refunds in both sources": lambda w: is_in_both_sources(w, "amazon"),
    "refunds by the seller in both sources": lambda w: is_in_both_sources(w, "seller"),
    "refunds without an amount": lambda w: any(row.amount is None for row in w.refunds),
    "several refund days of an order": lambda w: any(len(days) > 1 for days in refund_days(w).values()),
    "several SKUs refunded in an order": has_several_skus_refunded,
    "seller-fulfilled refunds": lambda w: any(
        line.fulfillment == "MFN" and line.transaction_type == "Refund" for s in w.settlements for line in s.lines
    ),
    "multi-channel orders": lambda w: any(line.sales_channel.startswith("Non-Amazon") for line in w.orders),
    "A-to-z": lambda w: "A-to-z Guarantee Refund" in kinds(w),
    "chargebacks": lambda w: "Chargeback Refund" in kinds(w),
    "retro-charges with principal": lambda w: any(
        line.transaction_type == "Order_Retrocharge" and line.amount_description == "Principal"
        for s in w.settlements
        for line in s.lines
    ),
    "retro-charges without principal": lambda w: any(
        line.transaction_type == "Order_Retrocharge" and line.amount_description == "Shipping"
        for s in w.settlements
        for line in s.lines
    ),
    "discounts called principal": lambda w: any(
        line.amount_type == "Promotion" and line.transaction_type == "Refund" for s in w.settlements for line in s.lines
    ),
    **{
        f"{reason} with an order": lambda w, r=reason: r in paid_reasons(w)  # type: ignore[misc]
        for reason in ("CustomerReturn", "ReturnAdjustment", "CustomerServiceIssue", "Lost_Warehouse")
    },
    "order payments reversed": has_reversed_order_payment,
    "no settlements": lambda w: not w.settlements,
    "a hole in the settlements": has_hole,
    "settlements that end early": ends_early,
    "settlements that do not add up": lambda w: any(not s.adds_up for s in w.settlements),
    "several currencies": lambda w: len({s.currency for s in w.settlements}) > 1,
    "dirhams": lambda w: any(row.currency == "AED" for row in w.refunds),
    "returnless": lambda w: w.is_returnless,
    "grade and resell": lambda w: any(line.sku.startswith("amzn.gr.") for line in w.orders),
    "order lines without a price": lambda w: any(line.item_price is None for line in w.orders),
    "an order line of two updates": lambda w: (
        max(Counter((line.order_id, line.sku, line.purchased_at) for line in w.orders).values(), default=0) > 1
    ),
    **{f"home {home}": lambda w, h=home: w.marketplace == h for home in ("US", "UK", "DE", "JP")},  # type: ignore[misc]
}


@pytest.mark.parametrize("case", NASTY)
def test_the_worlds_hold(case: str) -> None:
    assert sum(NASTY[case](world) for world in worlds()) >= 2


def test_every_status_and_question_of_orders_occurs() -> None:
    rows = [claim for truth in truths() for claim in truth.claims if claim["claim_type"] in TYPES]
    counts = Counter((claim["claim_type"], claim["status"]) for claim in rows)
    for claim_type in TYPES:
        for status in ("claimable", "waiting", "expired", "review"):
            assert counts[claim_type, status] >= 10, (claim_type, status)
        questions = {code for claim in rows if claim["claim_type"] == claim_type for code in claim["review_because"]}
        common = {"a_to_z_or_chargeback", "no_price", "no_reimbursements", "returnless"}
        own = {
            TYPES[0]: {"no_returns", "no_rule", "settlements_not_covered"},
            TYPES[1]: {"no_refund"},
        }[claim_type]
        assert questions == common | own
    assert {claim["value_basis"] for claim in rows} == {"sale_price", "unknown"}
    assert any(claim["quantity_covered"] for claim in rows)
    assert any(claim["event_date"] is None for claim in rows)


def test_windows_end_and_open_on_the_very_as_of_date() -> None:
    rows = [(w, c) for w, t in zip(worlds(), truths(), strict=True) for c in t.claims if c["claim_type"] == TYPES[0]]
    day = timedelta(days=1)
    assert any(c["deadline"] == w.as_of and c["status"] == "claimable" for w, c in rows)
    assert any(c["window_opens"] == w.as_of and c["status"] == "claimable" for w, c in rows)
    assert any(c["deadline"] == w.as_of - day and c["status"] == "expired" for w, c in rows)
    assert any(c["window_opens"] == w.as_of + day and c["status"] == "waiting" for w, c in rows)


def test_every_kind_of_cover_of_orders_is_used() -> None:
    used: Counter[tuple[str, str]] = Counter()
    for truth in truths():
        for loss in truth.losses:
            used.update((loss.claim_type, cover.kind) for _, cover in loss.covers)
    for kind in ("returned", "order_payment", "lost", "retrocharge"):
        assert used[TYPES[0], kind], kind
    assert used[TYPES[1], "order_payment"]
    assert not used[TYPES[1], "returned"]
    assert used["warehouse_lost", "lost"]
    assert not used["warehouse_lost", "order_payment"]


def test_every_row_is_balanced() -> None:
    for truth in truths():
        assert unbalanced(truth.losses, truth.covers) == []
        of_orders = [loss for loss in truth.losses if loss.claim_type in TYPES]
        for loss in of_orders:
            assert loss.units == sum(1 for _ in loss.covers) + loss.open
            assert set(loss.taken_by) <= {2}


def test_losses_before_the_records_occur() -> None:
    assert sum(truth.before_records > 0 for truth in truths()) >= 5


def test_no_event_needs_a_report_that_is_not_there() -> None:
    for world, truth in zip(worlds(), truths(), strict=True):
        rows = [claim for claim in truth.claims if claim["claim_type"] in TYPES]
        if not world.returns or world.is_returnless or not world.payments:
            assert {claim["status"] for claim in rows} <= {"review", "expired"}
        if not world.settlements:
            assert all(claim["status"] != "claimable" or claim["claim_type"] == TYPES[1] for claim in rows)


def test_a_seed_is_always_the_same_account() -> None:
    assert [order_world(seed) for seed in range(5)] == list(worlds()[:5])
    assert len(set(worlds())) == len(worlds())


def test_orders_leave_the_accounts_without_them_as_they_were() -> None:
    told = hashlib.sha256("".join(repr((w.ledger, w.payments)) for w in map(random_world, range(40))).encode())
    assert told.hexdigest() == "b4ed352a9192c8dd2e249311f80e3065454205c01866ae7529d255a68351ff7f"
    for seed in range(40):
        plain, world = random_world(seed), order_world(seed)
        assert not Counter(plain.ledger) - Counter(world.ledger)
        assert not world.payments or not Counter(plain.payments) - Counter(world.payments)
        for at, old in world.seen_before:
            assert world.ledger[at].identity == old.identity


def test_the_stale_download_shows_less_and_older() -> None:
    for world in worlds():
        first, stale = world.first_download(), world.restated_by_first_download()
        assert len(first.returns) <= len(world.returns)
        assert [row.quantity for row in stale.returns] == [row.quantity for row in world.returns]
    assert any(world.restated_by_first_download().returns != world.returns for world in worlds())
