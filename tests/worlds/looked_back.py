"""What became of each claim, from the simulator's truth of two days, a loss at a time.

A plain second reading beside queries/backtest: it knows losses and cover by what they are, not by their rows' places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from reconcile.simulator.records import PaymentLine, World
from reconcile.simulator.truth import Truth, fnskus_of_skus, truth_of
from reconcile.simulator.truth_events import Cover, Loss
from reconcile.simulator.truth_payments import Payments

Named = tuple[str, str, date | None, str, str]
"""Claim type (that of removals as one), reference, day, SKU, FNSKU: what a claim shows of its loss."""
KINDS = {
    "found": "found",
    "overage": "found",
    "graded": "graded_back",
    "returned": "returned",
    "retrocharge": "charged",
}
DOUBT = 4


@dataclass(frozen=True, slots=True)
class Expected:
    """Units of one claim and what became of them: exactly these, or, where more came than was open, at most these."""

    claimed: int
    open: int
    outcomes: Counter[str]
    is_exact: bool


def named_of(claim_type: str, reference: str, day: date | None, sku: str, fnsku: str) -> Named:
    """The name of a loss; a box of which something arrives later is another type, and has another day."""
    if claim_type.startswith("removal_"):
        return ("removal", reference, None, sku, fnsku)
    return (claim_type, reference, day, sku, fnsku)


def claimable(truth: Truth) -> Counter[Named]:
    """Units that can be claimed, by the name of their loss."""
    found: Counter[Named] = Counter()
    for claim in truth.claims:
        if claim["status"] == "claimable":
            found[name_of_row(claim)] += claim["quantity_open"]
    return found


def name_of_row(row: dict[str, Any]) -> Named:
    """The name of a claim's loss."""
    return named_of(row["claim_type"], row["reference_id"], row["event_date"], row["sku"], row["fnsku"])


def outcomes(world: World, then: date, now: date) -> dict[Named, Expected]:
    """What became of the claims of a day; of names that several losses share nothing is said."""
    before, after = truth_of(world, then), truth_of(world, now)
    claimed = claimable(before)
    at_then, at_now = _by_name(before), _by_name(after)
    taken = _taken_units(world, now)
    order = _order_of_use(after)
    told = {}
    for name, units in claimed.items():
        if name[0] == "reimbursement_underpaid" or len(at_then[name]) != 1 or len(at_now[name]) > 1:
            continue
        loss = at_then[name][0]
        told[name] = _expected(units, loss, at_now[name], then=then, taken=taken, order=order)
    return told


def _expected(
    units: int,
    loss: Loss,
    now: list[Loss],
    *,
    then: date,
    taken: Counter[PaymentLine],
    order: dict[int, list[Loss]],
) -> Expected:
    apart = _in_question(loss)
    open_now = sum(one.open + _in_question(one) for one in now)
    still = max(0, min(units, open_now - apart))
    known = Counter(_identity(cover) for which, cover in loss.covers if which < DOUBT)
    came: list[str] = []
    for one in now:
        seen: Counter[tuple[Any, ...]] = Counter()
        for which, cover in one.covers:
            if which >= DOUBT:
                continue
            seen[_identity(cover)] += 1
            if seen[_identity(cover)] > known[_identity(cover)]:
                place = [at for at, user in enumerate(order[id(cover)]) if user is one][seen[_identity(cover)] - 1]
                came.append(
                    _outcome(cover, then, is_taken=cover.family is not None and place < taken[cover.family.root])
                )
    closed = units - still
    found = Counter(came)
    if len(came) < closed:
        found["received or gone"] = closed - len(came)
    return Expected(units, still, found, is_exact=len(came) <= closed)


def _in_question(loss: Loss) -> int:
    return sum(units for which, units in loss.taken_by.items() if which >= DOUBT)


def _outcome(cover: Cover, then: date, *, is_taken: bool) -> str:
    if cover.day <= then:
        return "moved"
    if cover.family is None:
        return KINDS[cover.kind]
    return ("taken_back" if is_taken else "paid") + ("_in_case" if cover.family.root.case_id else "")


def _identity(cover: Cover) -> tuple[Any, ...]:
    key = cover.key[:-1] if cover.kind == "found" else cover.key  # the parts of a found row are one
    return (cover.kind, cover.day, cover.product, cover.item, key)


def _by_name(truth: Truth) -> dict[Named, list[Loss]]:
    found: dict[Named, list[Loss]] = defaultdict(list)
    for loss in truth.losses:
        if loss.claim_type != "given_back" and loss.part != "reconciled" and loss.units:
            found[_name_of(loss)].append(loss)
    return found


def _name_of(loss: Loss) -> Named:
    if loss.row is not None:
        row = loss.row
        return named_of(loss.claim_type, row.reference_id, row.day, row.msku, row.fnsku)
    if loss.reversal is not None:
        line = loss.reversal.line
        return named_of(loss.claim_type, line.reimbursement_id, loss.day, line.sku, line.fnsku)
    if loss.origin is not None:
        one = loss.origin
        return named_of(loss.claim_type, one.reference_id, one.event_date, one.sku, one.fnsku)
    event = loss.event
    return named_of(loss.claim_type, event.item[0], event.day, event.item[1], event.fnsku)


def _order_of_use(truth: Truth) -> dict[int, list[Loss]]:
    """The losses that each lot of cover went to, a unit at a time, pass by pass and the oldest loss first."""
    used: dict[int, list[tuple[int, Any, Loss]]] = defaultdict(list)
    for loss in truth.losses:
        for which, cover in loss.covers:
            if which < DOUBT:
                used[id(cover)].append((which, (loss.day, loss.key), loss))
    return {at: [loss for _, _, loss in sorted(uses, key=lambda use: use[:2])] for at, uses in used.items()}


def _taken_units(world: World, now: date) -> Counter[PaymentLine]:
    """Units that reversals took of each payment."""
    ledger = [row for row in world.ledger if row.day <= now]
    lines = [line for line in world.payments if world.approved_on(line) <= now]
    taken: Counter[PaymentLine] = Counter()
    for reversal in Payments(world, lines, fnskus_of_skus(ledger)).reversals:
        if reversal.family is not None:
            taken[reversal.family.root] += reversal.taken
    return taken
