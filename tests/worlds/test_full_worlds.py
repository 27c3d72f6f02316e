"""The accounts of all that can happen hold every claim type side by side, and are the same every time."""

from collections import Counter
from functools import cache

from reconcile.simulator.full import full_world, goods_world
from reconcile.simulator.records import World
from reconcile.simulator.truth import Truth, truth_of
from reconcile.simulator.truth_match import unbalanced

SEEDS = range(100)
TYPES = (
    *("warehouse_lost", "warehouse_damaged", "inbound_shortage"),
    *("customer_return_missing", "customer_return_damaged", "removal_lost", "removal_short"),
    *("reimbursement_reversed", "reimbursement_underpaid"),
)
BY_KEY = {"removal_lost", "removal_short", "customer_return_missing", "customer_return_damaged"}


@cache
def worlds() -> tuple[World, ...]:
    return tuple(full_world(seed) for seed in SEEDS)


@cache
def truths() -> tuple[Truth, ...]:
    return tuple(truth_of(world) for world in worlds())


def test_every_type_occurs_in_every_status() -> None:
    kinds = Counter((claim["claim_type"], claim["status"]) for truth in truths() for claim in truth.claims)
    assert {claim_type for claim_type, _ in kinds} == set(TYPES)
    for claim_type in TYPES:
        for status in ("claimable", "review", "expired"):
            assert kinds[claim_type, status], (claim_type, status)


def test_most_types_stand_in_one_account() -> None:
    most = max(len({claim["claim_type"] for claim in truth.claims}) for truth in truths())
    assert most >= 8


def test_every_row_balances() -> None:
    for truth in truths():
        assert unbalanced(truth.losses, truth.covers) == []


def test_orders_of_customers_and_of_removals_share_no_id() -> None:
    for world in worlds():
        removals = {o.order_id for o in world.removal_orders} | {b.order_id for b in world.removal_shipments}
        removals |= {r.order_id for r in world.removal_receipts}
        customers = {line.order_id for line in world.orders} | {row.order_id for row in world.returns}
        customers |= {row.order_id for row in world.refunds} | {r.replacement_order_id for r in world.replacements}
        customers |= {line.order_id for s in world.settlements for line in s.lines if line.order_id}
        assert not removals & customers


def test_money_of_every_kind_reaches_its_losses() -> None:
    used = Counter(
        (loss.claim_type, cover.kind) for truth in truths() for loss in truth.losses for _, cover in loss.covers
    )
    for pair in (
        ("inbound_shortage", "overage"),
        ("inbound_shortage", "inbound"),
        ("customer_return_missing", "returned"),
        ("customer_return_missing", "order_payment"),
        ("customer_return_missing", "lost"),
        ("customer_return_missing", "retrocharge"),
        ("customer_return_damaged", "order_payment"),
        ("removal_lost", "order_payment"),
        ("removal_lost", "lost"),
        ("removal_lost", "other"),
        ("removal_short", "order_payment"),
    ):
        assert used[pair], pair
    assert not any(kind == "order_payment" and claim_type not in BY_KEY for claim_type, kind in used)
    assert not any(kind in {"returned", "retrocharge"} and "return" not in claim_type for claim_type, kind in used)


def test_a_payment_serves_the_order_it_names() -> None:
    for truth in truths():
        for loss in truth.losses:
            for _, cover in loss.covers:
                if not cover.family or not cover.family.root.order_id:
                    continue
                named = cover.family.root.order_id
                orders = {other.event.item[0] for other in truth.losses if other.event}
                if named in orders and loss.claim_type.startswith("removal_"):
                    assert "removal" in cover.family.root.reason.casefold()


def test_shipments_and_removals_stay_what_they_were_without_orders() -> None:
    for seed in range(40):
        goods, full = goods_world(seed), worlds()[seed]
        for name in ("marketplace", "as_of", "costs", "rates", "first_download_through", "inbound", "inbound_before"):
            assert getattr(goods, name) == getattr(full, name)
        for name in ("removal_orders", "removal_shipments", "removal_receipts"):
            assert getattr(goods, name) == getattr(full, name)
        assert Counter(goods.ledger) <= Counter(full.ledger)
        assert Counter(goods.payments) <= Counter(full.payments)
        assert bool(goods.payments) == bool(full.payments)


def test_a_seed_is_always_the_same_account() -> None:
    assert [full_world(seed) for seed in range(5)] == list(worlds()[:5])
    assert len(set(worlds())) == len(worlds())


def test_an_older_download_knows_less_of_everything() -> None:
    for world in worlds():
        first = world.first_download()
        for name in ("ledger", "payments", "inbound", "removal_orders", "removal_shipments", "removal_receipts"):
            assert len(getattr(first, name)) <= len(getattr(world, name))
        for name in ("orders", "returns", "replacements", "refunds", "settlements"):
            assert len(getattr(first, name)) <= len(getattr(world, name))
        stale = world.restated_by_first_download()
        assert [row.identity for row in stale.inbound] == [row.identity for row in world.inbound]
        assert [row.quantity for row in stale.returns] == [row.quantity for row in world.returns]
