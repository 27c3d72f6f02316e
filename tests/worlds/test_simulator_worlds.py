"""The invented accounts hold what real ones hold, and are the same every time."""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from reconcile.simulator.demo import DEMO_AS_OF, demo_world, write_demo
from reconcile.simulator.records import PaymentLine, World
from reconcile.simulator.truth import Truth, records_begin_on, truth_of
from reconcile.simulator.truth_payments import is_reversal
from reconcile.simulator.world import random_world

SEEDS = range(150)


@cache
def worlds() -> tuple[World, ...]:
    return tuple(random_world(seed) for seed in SEEDS)


@cache
def truths() -> tuple[Truth, ...]:
    return tuple(truth_of(world) for world in worlds())


@cache
def demo() -> tuple[World, Truth]:
    world = demo_world()
    return world, truth_of(world)


def reversals(world: World) -> list[PaymentLine]:
    return [line for line in world.payments if is_reversal(line)]


def figures(world: World) -> set[tuple[bool, bool]]:
    return {
        (row.reconciled is None, row.unreconciled is None) for row in world.ledger if row.event_type == "Adjustments"
    }


def is_unsound(world: World) -> bool:
    return any(
        row.reconciled is not None
        and row.unreconciled is not None
        and abs(row.reconciled) + abs(row.unreconciled) != abs(row.quantity)
        for row in world.ledger
    )


def has_identical_rows(world: World) -> bool:
    adjustments = [row.identity for row in world.ledger if row.event_type == "Adjustments"]
    return max(Counter(adjustments).values(), default=0) > 1


def has_early_payment(world: World) -> bool:
    losses = {(r.fnsku, r.day) for r in world.ledger if r.reason in {"M", "5", "E"} and r.quantity < 0}
    return any(
        (line.fnsku, world.approved_on(line) + timedelta(days=days)) in losses
        for line in world.payments
        for days in range(1, 11)
    )


def has_several_grades_a_day(world: World) -> bool:
    pairs = Counter(
        (row.fnsku, row.day, row.fulfillment_center)
        for row in world.ledger
        if row.reason == "Q" and row.disposition == "WAREHOUSE_DAMAGED"
    )
    return max(pairs.values(), default=0) > 1


def has_shared_fnsku(world: World) -> bool:
    pairs = {(row.fnsku, row.msku) for row in world.ledger if not row.msku.startswith(("amzn", "Amazon"))}
    return max(Counter(fnsku for fnsku, _ in pairs).values(), default=0) > 1


NASTY: dict[str, Callable[[World], bool]] = {
    "payments booked days before the adjustment": has_early_payment,
    "found before lost": lambda w: any(
        f.reason == "F" and m.reason == "M" and f.fnsku == m.fnsku and f.day < m.day for f in w.ledger for m in w.ledger
    ),
    "only the reconciled figure": lambda w: (False, True) in figures(w),
    "only the unreconciled figure": lambda w: (True, False) in figures(w),
    "both figures": lambda w: (False, False) in figures(w),
    "no figure": lambda w: (True, True) in figures(w),
    "figures that do not add up": is_unsound,
    "identical adjustments": has_identical_rows,
    "unsellable dispositions": lambda w: any(
        r.reason in {"M", "E"} and r.quantity < 0 and r.disposition != "SELLABLE" for r in w.ledger
    ),
    "several grades back a day": has_several_grades_a_day,
    "reversal without the unit": lambda w: any(r.cash and not r.inventory for r in reversals(w)),
    "reversal with the unit": lambda w: any(r.cash and r.inventory for r in reversals(w)),
    "reversal without quantities": lambda w: any(not (r.cash or r.inventory or r.total) for r in reversals(w)),
    "reversal not linked": lambda w: any(not r.original_id for r in reversals(w)),
    "GeneralAdjustment": lambda w: any(p.reason == "GeneralAdjustment" for p in w.payments),
    "unknown payment reason": lambda w: any(p.reason.startswith("FREE_TEXT") for p in w.payments),
    "order payments": lambda w: any(p.order_id for p in w.payments),
    "inbound payments": lambda w: any("Inbound" in p.reason for p in w.payments),
    "unknown ledger codes": lambda w: any(r.reason in {"X", "ZZ", "MISSING"} for r in w.ledger),
    "Amazon.Found": lambda w: any(r.msku.startswith("Amazon.Found.") for r in w.ledger),
    "amzn.gr": lambda w: any(r.msku.startswith("amzn.gr.") for r in w.ledger),
    "three American countries": lambda w: {"US", "CA", "MX"} <= {r.country for r in w.ledger},
    "the EU and the UK": lambda w: "GB" in {r.country for r in w.ledger} and w.marketplace == "DE",
    "SEK or PLN or CZK": lambda w: bool({"SEK", "PLN", "CZK"} & {p.currency for p in w.payments}),
    "yen": lambda w: w.marketplace == "JP",
    "a country without a rule": lambda w: any(r.country == "ZW" for r in w.ledger),
    "no country": lambda w: any(not r.country for r in w.ledger),
    "no reference id": lambda w: any(
        r.reason in {"M", "E"} and not r.reference_id for r in w.ledger if r.event_type == "Adjustments"
    ),
    "payments that begin after the ledger": lambda w: (
        bool(w.payments) and (records_begin_on(w) or w.as_of) > min(r.day for r in w.ledger)
    ),
    "no payments": lambda w: not w.payments,
    "figures restated": lambda w: any(w.ledger[i].unreconciled != o.unreconciled for i, o in w.seen_before),
    "SKU restated": lambda w: any(w.ledger[i].msku != o.msku for i, o in w.seen_before),
    "title restated": lambda w: any(w.ledger[i].title != o.title for i, o in w.seen_before),
    "top-ups": lambda w: any(p.original_id and not is_reversal(p) for p in w.payments),
    "one id for two products": lambda w: (
        len({p.reimbursement_id for p in w.payments}) < len({(p.reimbursement_id, p.fnsku) for p in w.payments})
    ),
    "two equal payment lines": lambda w: len(set(w.payments)) < len(w.payments),
    "an FNSKU of several SKUs": has_shared_fnsku,
    "foreign costs": lambda w: any(c.currency == "CNY" for c in w.costs),
    "costs not approved": lambda w: any(c.approved_on is None for c in w.costs),
    "rows after the as-of date": lambda w: any(r.day > w.as_of for r in w.ledger),
    "hostile titles": lambda w: any(r.title.startswith(("=", "<", "+", "-", "@")) for r in w.ledger),
    "inch marks": lambda w: any('"' in r.title for r in w.ledger),
    "Chinese": lambda w: any("\u676f" in r.title for r in w.ledger),
}


@pytest.mark.parametrize("case", NASTY)
def test_the_worlds_hold(case: str) -> None:
    assert sum(NASTY[case](world) for world in worlds()) >= 2


def test_every_type_status_basis_and_question_occurs() -> None:
    rows = [claim for truth in truths() for claim in truth.claims]
    kinds = Counter((claim["claim_type"], claim["status"]) for claim in rows)
    for claim_type in ("warehouse_lost", "warehouse_damaged"):
        for status in ("claimable", "waiting", "expired", "review"):
            assert kinds[claim_type, status] >= 5, (claim_type, status)
    for claim_type in ("reimbursement_reversed", "reimbursement_underpaid"):
        for status in ("claimable", "expired", "review"):
            assert kinds[claim_type, status], (claim_type, status)
    assert {claim["value_basis"] for claim in rows} == {"cost", "reversal", "underpayment", "unknown"}
    assert {code for claim in rows for code in claim["review_because"]} == {
        "amazon_calls_it_settled",
        "condition_not_new",
        "cost_not_approved",
        "covered_a_doubtful_adjustment",
        "damage_code",
        "disposition",
        "doubt",
        "figures_do_not_add_up",
        "maybe_topped_up",
        "no_reimbursements",
        "no_rule",
        "original_not_in_records",
        "reversal_without_units",
        "taken_back_more_than_paid",
    }


def test_windows_end_and_open_on_the_very_as_of_date() -> None:
    rows = [(w, c) for w, t in zip(worlds(), truths(), strict=True) for c in t.claims]
    assert any(c["deadline"] == w.as_of and c["status"] == "claimable" for w, c in rows)
    assert any(c["window_opens"] == w.as_of and c["status"] == "claimable" for w, c in rows)
    day = timedelta(days=1)
    assert any(c["deadline"] == w.as_of - day and c["status"] == "expired" for w, c in rows)
    assert any(c["window_opens"] == w.as_of + day and c["status"] == "waiting" for w, c in rows)


def test_losses_before_the_records_occur() -> None:
    assert sum(truth.before_records > 0 for truth in truths()) >= 5


def test_every_pass_takes_units() -> None:
    taken = Counter(which for truth in truths() for loss in truth.losses for which in loss.taken_by)
    assert set(taken) == {0, 1, 2, 3, 4}
    assert min(taken.values()) >= 5


def test_a_seed_is_always_the_same_account() -> None:
    assert [random_world(seed) for seed in range(5)] == list(worlds()[:5])
    assert len(set(worlds())) == len(worlds())


def test_an_account_may_be_made_larger() -> None:
    assert len(random_world(7, stories=200, products=3).ledger) > 150


def test_the_stale_download_wins_only_where_it_says_something() -> None:
    for world in worlds():
        stale = world.restated_by_first_download()
        assert len(stale.ledger) == len(world.ledger)
        for old, new in zip(stale.ledger, world.ledger, strict=True):
            assert old.identity == new.identity
            if new.reconciled is not None or new.unreconciled is not None:
                assert old.reconciled is not None or old.unreconciled is not None


def test_the_demo_is_a_believable_shop() -> None:
    world, truth = demo()
    assert world.as_of == DEMO_AS_OF
    assert 10_000 < len(world.ledger) < 50_000
    assert 150 < len(world.payments) < 600
    assert len({row.fnsku for row in world.ledger if not row.msku.startswith(("amzn", "Amazon"))}) == 40
    claimable = [claim for claim in truth.claims if claim["status"] == "claimable"]
    assert 15 <= len(claimable) <= 50
    dollars = sum(claim["amount"] for claim in claimable if claim["amount"] and claim["currency"] == "USD")
    assert 300 <= dollars <= 5000
    left = [(claim["deadline"] - world.as_of).days for claim in claimable]
    for first, last in ((0, 3), (4, 7), (8, 14)):
        assert any(first <= days <= last for days in left)
    statuses = Counter(claim["status"] for claim in truth.claims)
    assert statuses["waiting"] >= 3
    assert 5 <= statuses["review"] <= 20
    assert any(claim["value_basis"] == "unknown" for claim in claimable)
    assert {claim["claim_type"] for claim in claimable} == {
        "warehouse_lost",
        "warehouse_damaged",
        "reimbursement_reversed",
        "reimbursement_underpaid",
        "inbound_shortage",
        "customer_return_missing",
        "customer_return_damaged",
        "removal_lost",
        "removal_short",
    }


def test_the_demo_files_are_the_same_every_time(tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in write_demo(folder)}

    first = digests(tmp_path / "first")
    assert first == digests(tmp_path / "second")
    assert sum("settlement" in name for name in first) == 10
    assert len(first) == 22
