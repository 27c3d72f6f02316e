"""Payments below cost: which lines Amazon paid too little for, by how much."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reconcile.simulator.truth_claims import ClaimRow, Desk
from reconcile.simulator.truth_events import PAYMENT_KINDS, Loss, is_ours
from reconcile.simulator.truth_payments import Family
from reconcile.simulator.truth_rules import (
    COST_RULE_FROM,
    UNDERPAID_SHARE,
    folded,
    rounded,
    underpaid_tolerance,
)
from reconcile.simulator.truth_value import Cost

SAME_AMOUNT = Decimal("0.01")


@dataclass(slots=True)
class Underpaid:
    """A family of lines that paid `short` too little for each of `units`."""

    family: Family
    units: int
    short: Decimal
    cost: Cost
    doubts: set[str]


def underpaid_rows(desk: Desk, begin: date | None, losses: list[Loss]) -> list[ClaimRow]:
    """The claims for money short of cost."""
    events = [event for family in desk.payments.families if (event := _event(desk, begin, family))]
    for event in events:
        event.doubts |= _doubts(desk, event, losses)
    _mark_later_top_ups(desk, events)
    return [_row(desk, event) for event in events]


def _event(desk: Desk, begin: date | None, family: Family) -> Underpaid | None:
    """The underpayment of a family, None where there is none or nothing to measure it by."""
    root, payments = family.root, desk.payments
    day, region = payments.day(root), payments.region(root)
    if folded(root.reason) not in PAYMENT_KINDS or not is_ours(root.sku):
        return None
    if (begin is not None and day < begin) or day < COST_RULE_FROM.get(region, date.max):
        return None
    taken = sum(r.taken for r in payments.reversals if r.family is family)
    units = max(0, family.cash - taken)
    cost = desk.prices.cost(sku=root.sku, product=payments.product(root), on=day, currency=root.currency)
    paid = family.paid_per_unit
    if not units or cost is None or paid is None:
        return None
    due = desk.prices.capped(cost.price, region=region, currency=root.currency, on=day)
    if due is None:
        return None
    short = due - paid
    if short <= due * UNDERPAID_SHARE or short * units <= underpaid_tolerance(root.currency):
        return None
    return Underpaid(family, units, short, cost, set())


def _doubts(desk: Desk, event: Underpaid, losses: list[Loss]) -> set[str]:
    doubts = set()
    approved_on = event.cost.approved_on
    if approved_on is None or approved_on > desk.as_of:
        doubts.add("cost_not_approved")
    condition = folded(event.family.root.condition)
    if condition and not condition.startswith("new"):
        doubts.add("condition_not_new")
    if not event.family.is_root_known:
        doubts.add("original_not_in_records")
    if any(
        loss.review & {"disposition", "damage_code"}
        and any(which in {1, 2} and cover.family is event.family for which, cover in loss.covers)
        for loss in losses
    ):
        doubts.add("covered_a_doubtful_adjustment")
    if desk.window(desk.payments.region(event.family.root), desk.payments.day(event.family.root))[1] is None:
        doubts.add("no_rule")
    return doubts


def _mark_later_top_ups(desk: Desk, events: list[Underpaid]) -> None:
    """A later line of the same product and reason that pays just what is missing: ask about both."""
    payments = desk.payments
    by_family = {id(event.family): event for event in events}
    for event in events:
        root = event.family.root
        for later in payments.families:
            other = later.root
            if (payments.day(other), other.reimbursement_id) <= (payments.day(root), root.reimbursement_id):
                continue
            if (payments.product(other), folded(other.reason), other.currency) != (
                payments.product(root),
                folded(root.reason),
                root.currency,
            ):
                continue
            amount = later.paid_per_unit if later.cash else later.money
            if amount is None or abs(amount - event.short) > SAME_AMOUNT:
                continue
            event.doubts.add("maybe_topped_up")
            if id(later) in by_family:
                by_family[id(later)].doubts.add("maybe_topped_up")


def _row(desk: Desk, event: Underpaid) -> ClaimRow:
    root = event.family.root
    day, region = desk.payments.day(root), desk.payments.region(root)
    opens, deadline = desk.window(region, day)
    unit_value = rounded(event.short, root.currency)
    title, asin = desk.newest.get(root.fnsku, (root.title, root.asin))
    return ClaimRow(
        account=desk.account,
        marketplace=desk.marketplace(region, ""),
        claim_type="reimbursement_underpaid",
        status=desk.status_of(opens, deadline, event.doubts),
        review_because=tuple(sorted(event.doubts)),
        reference_id=root.reimbursement_id,
        event_date=day,
        sku=root.sku,
        fnsku=root.fnsku,
        asin=asin or root.asin,
        title=title or root.title,
        fulfillment_center="",
        reason_code=root.reason,
        quantity_lost=event.units,
        quantity_covered=0,
        quantity_open=event.units,
        currency=root.currency,
        unit_value=unit_value,
        value_basis="underpayment",
        amount=unit_value * event.units,
        cost_price=rounded(event.cost.price, root.currency),
        window_opens=opens,
        deadline=deadline,
    )
