"""The invented accounts hold what shipments and removals of real ones hold."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest

from reconcile.simulator.full import full_world
from reconcile.simulator.records import PaymentLine, World
from reconcile.simulator.truth import Truth, records_begin_on, truth_of
from reconcile.simulator.truth_inbound import SURPLUS
from reconcile.simulator.truth_match import unbalanced
from reconcile.simulator.truth_payments import is_reversal
from reconcile.simulator.truth_rules import folded
from reconcile.simulator.world import random_world

SEEDS = range(300)
TYPES = ("inbound_shortage", "removal_lost", "removal_short")


@cache
def worlds() -> tuple[World, ...]:
    return tuple(full_world(seed) for seed in SEEDS)


@cache
def truths() -> tuple[Truth, ...]:
    return tuple(truth_of(world) for world in worlds())


def is_inbound(line: PaymentLine) -> bool:
    return "inbound" in folded(line.reason)


def receipts(world: World) -> dict[tuple[str, str], list[int]]:
    """The figures of Amazon's receipts by shipment and FNSKU."""
    figures = defaultdict(list)
    for row in world.ledger:
        if row.event_type == "Receipts" and row.day <= world.as_of:
            figures[row.reference_id, row.fnsku].append(row.quantity)
    return figures


def compares(world: World, test: Callable[[int, int], bool]) -> bool:
    """Whether a line's figure and the ledger's sum stand so to each other."""
    known = receipts(world)
    return any(
        test(line.quantity_received or 0, sum(known[line.shipment_id, line.fnsku]))
        for line in world.inbound
        if (line.shipment_id, line.fnsku) in known
    )


def units_of_boxes(world: World, test: Callable[[int | None, int], bool]) -> bool:
    """Whether a box has so many units received (None: nobody says) of so many sent."""
    came: dict[tuple[str, str, str], int] = {}
    for r in world.removal_receipts:
        came[r.order_id, r.tracking, r.fnsku] = came.get((r.order_id, r.tracking, r.fnsku), 0) + r.quantity
    return any(test(came.get((b.order_id, b.tracking, b.fnsku)), b.quantity) for b in world.removal_shipments)


def overage_is_taken(truth: Truth) -> bool:
    return any(cover.kind == "overage" for loss in truth.losses for _, cover in loss.covers)


def removal_pays(truth: Truth, *, has_order: bool) -> bool:
    return any(
        cover.family is not None and bool(cover.family.root.order_id) == has_order
        for loss in truth.losses
        if loss.claim_type.startswith("removal_")
        for _, cover in loss.covers
    )


def takes_money(truth: Truth, claim_type: str) -> bool:
    return any(loss.claim_type == claim_type and any(cover.family for _, cover in loss.covers) for loss in truth.losses)


NASTY: dict[str, Callable[[World], bool]] = {
    "closed and open shipments": lambda w: len({line.status.upper() == "CLOSED" for line in w.inbound}) > 1,
    "several spellings of closed": lambda w: any(line.status == "Closed" for line in w.inbound),
    "a shipment closed after the as-of date": lambda w: any(
        line.closed_on is not None and line.closed_on > w.as_of for line in w.inbound
    ),
    "a line delivered after the as-of date": lambda w: any(
        line.delivered_on is not None and line.delivered_on > w.as_of for line in w.inbound
    ),
    "delivered on an unknown day": lambda w: any(line.delivered_on is None for line in w.inbound),
    "closed on an unknown day": lambda w: any(
        line.closed_on is None and line.status.upper() == "CLOSED" for line in w.inbound
    ),
    "the sheet says less than the ledger": lambda w: compares(w, lambda sheet, ledger: sheet < ledger),
    "the sheet says more than the ledger": lambda w: compares(w, lambda sheet, ledger: sheet > ledger > 0),
    "receipts taken back altogether": lambda w: any(sum(figures) <= 0 for figures in receipts(w).values()),
    "receipts corrected downwards": lambda w: any(min(figures) < 0 for figures in receipts(w).values()),
    "the same ASIN under another FNSKU": lambda w: (
        len({line.asin for line in w.inbound}) < len({(line.asin, line.fnsku) for line in w.inbound})
    ),
    "two lines of a shipment and FNSKU": lambda w: (
        len({(line.shipment_id, line.fnsku) for line in w.inbound}) < len(w.inbound)
    ),
    "receipts of a product the sheet does not list": lambda w: bool(
        {key for key in receipts(w) if key[0] in {line.shipment_id for line in w.inbound}}
        - {(line.shipment_id, line.fnsku) for line in w.inbound}
    ),
    "grade-and-resell stock in a shipment": lambda w: any(line.sku.startswith("amzn.gr.") for line in w.inbound),
    "every word of Amazon's": lambda w: any(
        folded(line.amazon_status) not in {"", "eligible", "actionrequired"} for line in w.inbound
    ),
    "inbound payments taken back": lambda w: any(
        is_inbound(line) and any(r.original_id == line.reimbursement_id for r in w.payments if is_reversal(r))
        for line in w.payments
    ),
    "inbound money in a foreign currency": lambda w: (
        len({line.currency for line in w.payments if is_inbound(line)}) > 1
    ),
    "several boxes of an order and product": lambda w: (
        max(Counter((b.order_id, b.sku) for b in w.removal_shipments).values(), default=0) > 1
    ),
    "equal rows of one box": lambda w: len(set(w.removal_shipments)) < len(w.removal_shipments),
    "nothing came": lambda w: units_of_boxes(w, lambda came, _: came == 0),
    "a part came": lambda w: units_of_boxes(w, lambda came, sent: came is not None and 0 < came < sent),
    "all came": lambda w: units_of_boxes(w, lambda came, sent: came == sent),
    "more came": lambda w: units_of_boxes(w, lambda came, sent: came is not None and came > sent),
    "nobody says": lambda w: units_of_boxes(w, lambda came, _: came is None),
    "receipts under another number": lambda w: any(
        r.tracking not in {b.tracking for b in w.removal_shipments}
        and r.order_id in {b.order_id for b in w.removal_shipments}
        for r in w.removal_receipts
    ),
    "receipts of unknown removals": lambda w: bool(
        {r.order_id for r in w.removal_receipts} - {b.order_id for b in w.removal_shipments}
    ),
    "undated receipts": lambda w: any(r.received_on is None for r in w.removal_receipts),
    "no receipts at all": lambda w: bool(w.removal_shipments) and not w.removal_receipts,
    "disposals": lambda w: any(o.order_type == "Disposal" for o in w.removal_orders),
    "boxes sold off": lambda w: any(b.order_type == "Liquidations" for b in w.removal_shipments),
    "boxes of orders no report shows": lambda w: bool(
        {b.order_id for b in w.removal_shipments} - {o.order_id for o in w.removal_orders}
    ),
    "grade-and-resell stock in a box": lambda w: any(b.sku.startswith("amzn.gr.") for b in w.removal_shipments),
    "order ids with a plus": lambda w: any("+" in b.order_id for b in w.removal_shipments),
    "the Emirates": lambda w: w.marketplace == "AE",
    "a marketplace without rules": lambda w: w.marketplace == "AU",
    "Japan": lambda w: w.marketplace == "JP" and bool(w.inbound),
    "no payments": lambda w: not w.payments and bool(w.inbound),
    "records that begin late": lambda w: any(
        line.delivered_on is not None and line.delivered_on < (records_begin_on(w) or w.as_of) for line in w.inbound
    ),
    "an older sheet": lambda w: bool(w.inbound_before),
}


@pytest.mark.parametrize("case", NASTY)
def test_the_worlds_hold(case: str) -> None:
    assert sum(NASTY[case](world) for world in worlds()) >= 2


HAPPENS: dict[str, Callable[[Truth], bool]] = {
    "overage covers a shortage": overage_is_taken,
    "money covers a shortage": lambda t: takes_money(t, "inbound_shortage"),
    "money of the order covers a box": lambda t: removal_pays(t, has_order=True),
    "money that names a removal covers a box": lambda t: removal_pays(t, has_order=False),
    "a part of a shortage is covered": lambda t: any(
        claim["claim_type"] == "inbound_shortage" and claim["quantity_covered"] and claim["quantity_open"]
        for claim in t.claims
    ),
    "a shortage is in doubt": lambda t: any(
        loss.claim_type == "inbound_shortage" and loss.taken_by.get(4) for loss in t.losses
    ),
    "surplus and doubt of one shortage": lambda t: any(
        loss.taken_by.get(4) and loss.taken_by.get(SURPLUS) for loss in t.losses
    ),
    "surplus of a part of a shortage": lambda t: any(loss.taken_by.get(SURPLUS) and loss.open for loss in t.losses),
    "inbound and warehouse losses share doubtful cover": lambda t: any(
        len({loss.claim_type for loss in t.losses if any(c is cover and n == 4 for n, c in loss.covers)}) > 1
        for cover in t.covers
    ),
    "a reversal finds the inbound payment taken": lambda t: (
        any(claim["claim_type"] == "reimbursement_reversed" for claim in t.claims)
        and takes_money(t, "inbound_shortage")
    ),
    "before our records": lambda t: t.before_records > 0,
}


@pytest.mark.parametrize("case", HAPPENS)
def test_it_happens(case: str) -> None:
    assert sum(HAPPENS[case](truth) for truth in truths()) >= 2


def test_every_type_status_and_question_occurs() -> None:
    rows = [claim for truth in truths() for claim in truth.claims if claim["claim_type"] in TYPES]
    kinds = Counter((claim["claim_type"], claim["status"]) for claim in rows)
    for claim_type in TYPES:
        for status in ("claimable", "expired", "review"):
            assert kinds[claim_type, status] >= 5, (claim_type, status)
    for claim_type in ("inbound_shortage", "removal_lost"):
        assert kinds[claim_type, "waiting"] >= 2
    assert {claim["value_basis"] for claim in rows} == {"cost", "unknown"}
    assert {code for claim in rows for code in claim["review_because"]} == {
        "amazon_status",
        "delivered_on_unknown",
        "doubt",
        "may_have_come_in_another_box",
        "no_receipt",
        "no_reimbursements",
        "no_rule",
        "nothing_received",
        "surplus",
    }
    assert {claim["marketplace"] for claim in rows} == {"US", "CA", "UK", "DE", "FR", "JP", "AE", "AU"}


def test_windows_end_and_open_on_the_very_as_of_date() -> None:
    rows = [(w, c) for w, t in zip(worlds(), truths(), strict=True) for c in t.claims]
    day = timedelta(days=1)
    for claim_type in TYPES:
        own = [(w, c) for w, c in rows if c["claim_type"] == claim_type]
        assert any(c["deadline"] == w.as_of and c["status"] != "expired" for w, c in own), claim_type
        assert any(c["deadline"] == w.as_of - day and c["status"] == "expired" for w, c in own), claim_type
    lost = [(w, c) for w, c in rows if c["claim_type"] == "removal_lost"]
    assert any(c["window_opens"] == w.as_of and c["status"] == "claimable" for w, c in lost)
    assert any(c["window_opens"] == w.as_of + day and c["status"] == "waiting" for w, c in lost)


def test_every_row_balances() -> None:
    for truth in truths():
        assert unbalanced(truth.losses, truth.covers) == []
        shown = Counter[tuple[str, str]]()
        for claim in truth.claims:
            if claim["claim_type"] in TYPES:
                shown[claim["claim_type"], claim["reference_id"]] += claim["quantity_open"]
        left = Counter[tuple[str, str]]()
        for loss in truth.losses:
            if loss.origin:
                apart = loss.taken_by.get(4, 0) + loss.taken_by.get(SURPLUS, 0)
                left[loss.claim_type, loss.origin.reference_id] += loss.open + apart
        assert +left == +shown


def test_removals_and_surplus_take_no_part_in_doubt() -> None:
    for truth in truths():
        for loss in truth.losses:
            if loss.claim_type.startswith("removal_"):
                assert set(loss.taken_by) <= {2}
            if loss.taken_by.get(SURPLUS):
                assert loss.claim_type == "inbound_shortage"


def test_a_seed_is_always_the_same_account() -> None:
    assert [full_world(seed) for seed in range(5)] == list(worlds()[:5])
    assert len(set(worlds())) == len(worlds())


def test_the_stock_of_an_account_is_that_of_its_seed() -> None:
    for seed in range(30):
        plain, full = random_world(seed), worlds()[seed]
        if plain.marketplace == full.marketplace:
            assert Counter(plain.ledger) <= Counter(full.ledger)
            assert (plain.as_of, plain.rates) == (full.as_of, full.rates)
            assert not full.payments or Counter(plain.payments) <= Counter(full.payments)
            assert [full.ledger[at].identity for at, _ in full.seen_before] == [
                old.identity for _, old in full.seen_before
            ]


def test_an_older_download_knows_less() -> None:
    changed = 0
    for world in worlds():
        first, stale = world.first_download(), world.restated_by_first_download()
        assert len(first.inbound) <= len(world.inbound)
        assert [line.identity for line in stale.inbound] == [line.identity for line in world.inbound]
        changed += stale.inbound != world.inbound
        assert set(first.removal_shipments) <= set(world.removal_shipments)
    assert changed > 5


def test_an_account_may_be_made_larger() -> None:
    world = full_world(7, stories=120, products=3)
    assert len(world.inbound) > 100
    assert len(world.removal_shipments) > 80
    assert truth_of(world).claims
