"""The truth of a world for an as-of date: a plain, slow second reading of the rules.

Decisions where the rules leave room (doubt beats claim):

- A blank country is the home region; stated figures are taken without sign.
- Of a found row, the part stated as reconciled is used first; rows go by date, rank, id.
- Units given back and units lost by a reversal belong to our records by the reversal's
  own date; an underpaid line by its own approval date. Cover older than the records counts.
- Identical rows are numbered by unreconciled units descending (blank last), then
  reconciled descending.
- Units of a payment line are cash + inventory, the total only where both state none.
- A family stands on the day, reason, product and region of the line that is topped up.
  Lines whose original we do not have form one family; it covers units, but whether it
  underpays is not known: review.
- Paid per unit is the family's money / its cash units. A reversal of more than that per
  unit is compared with the family; a reversal without quantities with the one line.
- For a payment in stock only, the amount paid per unit is not known: nothing to compare a
  reversal with, no row for taking back more than was paid.
- The last day the ledger covers is the download's, also where the as-of date lies before it.
- "More than 1.00 in all" counts the units still open, with amounts not rounded.
- A payment without FNSKU belongs to the only FNSKU the ledger shows for its SKU, if
  there is exactly one.
- A found unit under `Amazon.Found.` is used in the last step of pass 4 only; rows of
  `amzn.gr.` and `Amazon.Found.` are no losses in any pass, reversals included.
- A cap in a currency without a rate makes the value unknown.
- A later line that pays an open difference counts by date, then id, in the same currency;
  its amount per unit is money / cash units, where it has no cash units all its money.
- A difference that rounds to nothing is no row.
- Title and ASIN: the newest row that has one.
- The other SKUs of an FNSKU, for the cost, are those of any report that names both.
- Rows without an event date come before those with one.

Those on shipments, removals and orders stand in truth_inbound, truth_removal and truth_orders.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reconcile.simulator.records import LedgerRow, World
from reconcile.simulator.truth_by_key import ByKey, by_key_of
from reconcile.simulator.truth_claims import ClaimRow, Desk
from reconcile.simulator.truth_events import (
    Cover,
    Loss,
    adjustment_losses,
    found_cover,
    graded_cover,
    payment_cover,
    product_of,
    reversal_losses,
)
from reconcile.simulator.truth_goods import calls_beside, named_in_goods, set_surplus_apart
from reconcile.simulator.truth_match import match, unbalanced
from reconcile.simulator.truth_orders import named_in_orders
from reconcile.simulator.truth_payments import Payments
from reconcile.simulator.truth_rules import FULFILMENT_CENTRE_RULE_FROM, Settings
from reconcile.simulator.truth_underpaid import underpaid_rows
from reconcile.simulator.truth_value import Prices

PAYMENT_LOOKBACK = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What the tool must find.

    `claims` holds the published columns but for claim_id, case_id and status_reason;
    in place of the last `review_because`, a sorted tuple of codes. `before_records`
    counts loss events older than the records. `bridge` splits the units that the ledger
    states as unreconciled.
    """

    claims: list[dict[str, Any]]
    before_records: int
    bridge: dict[str, int]
    losses: list[Loss]
    covers: list[Cover]


def truth_of(
    world: World, as_of: date | None = None, *, account: str = "main", settings: Settings | None = None
) -> Truth:
    """The claims of an account on a day.

    Raises:
        ValueError: the day lies before the newest window rules, which this truth does not know.
    """
    settings = settings or Settings()
    as_of = as_of or world.as_of
    if as_of < max(FULFILMENT_CENTRE_RULE_FROM.values()):
        message = f"truth_of knows the rules of today only, not those of {as_of}"
        raise ValueError(message)

    ledger = [row for row in world.ledger if row.day <= as_of]
    adjustments = [row for row in ledger if row.event_type == "Adjustments"]
    desk = _desk(world, as_of, account, settings, ledger)
    payments = desk.payments

    begin = records_begin_on(world)
    losses = adjustment_losses(world, adjustments)
    given_back, reversed_units = reversal_losses(payments)
    all_by_key = by_key_of(world, desk, ledger, fnskus_of_skus(ledger))
    by_key = all_by_key.since(begin)
    early = _events_before(begin, losses, [*given_back, *reversed_units])
    early += len(all_by_key.losses) - len(by_key.losses)
    losses = [loss for loss in losses if begin is None or loss.day >= begin]
    given_back, reversed_units = (
        [loss for loss in group if begin is None or _own_day(loss, payments) >= begin]
        for group in (given_back, reversed_units)
    )
    covers = [
        *found_cover(world, adjustments),
        *graded_cover(world, adjustments),
        *payment_cover(payments),
        *by_key.orders.covers(),
    ]
    match(
        given_back=given_back,
        adjustments=losses,
        reversals=reversed_units,
        covers=covers,
        early_days=settings.early_cover_days,
        ledger_ends_on=max((row.day for row in world.ledger), default=None),
        is_urgent=lambda loss: desk.status(loss) in {"waiting", "claimable"},
        by_key=by_key.calls(covers),
        beside=calls_beside(by_key.goods, covers),
        inbound=by_key.goods.inbound,
        before_doubt=lambda: set_surplus_apart(desk, by_key.goods),
    )
    covers += by_key.goods.overage
    everything = [*losses, *given_back, *reversed_units, *by_key.losses]
    _check_balance(world, everything, covers)
    return Truth(
        claims=_claims(desk, begin, losses, reversed_units, by_key),
        before_records=early,
        bridge=_bridge(desk, losses),
        losses=everything,
        covers=covers,
    )


def _check_balance(world: World, losses: list[Loss], covers: list[Cover]) -> None:
    if unbalanced(losses, covers):
        message = f"the truth of {world.name} does not balance"
        raise AssertionError(message)


def _claims(
    desk: Desk, begin: date | None, adjustments: list[Loss], reversed_units: list[Loss], by_key: ByKey
) -> list[dict[str, Any]]:
    """The rows of all claim types in the published order."""
    rows = [
        *_rows_of_adjustments(desk, adjustments),
        *(claim for loss in reversed_units if (claim := desk.reversed_row(loss))),
        *desk.overcharged_rows(begin),
        *underpaid_rows(desk, begin, adjustments),
        *by_key.rows(desk),
    ]
    return sorted((row.as_dict() for row in rows), key=_published_order)


def _desk(world: World, as_of: date, account: str, settings: Settings, ledger: list[LedgerRow]) -> Desk:
    """All that is known on the day, looked up once."""
    lines = [line for line in world.payments if world.approved_on(line) <= as_of]
    payments = Payments(world, lines, fnskus_of_skus(ledger))

    skus_of_product: dict[str, set[str]] = defaultdict(set)
    for row in ledger:
        skus_of_product[product_of(row.fnsku, row.msku)].add(row.msku)
    for line in lines:
        skus_of_product[payments.product(line)].add(line.sku)
    for fnsku, sku in (*named_in_goods(world, as_of), *named_in_orders(world, as_of)):
        skus_of_product[product_of(fnsku, sku)].add(sku)

    return Desk(
        world=world,
        as_of=as_of,
        account=account,
        settings=settings,
        prices=Prices(world, {p: {s for s in skus if s} for p, skus in skus_of_product.items()}),
        newest=_newest_rows(ledger),
        payments=payments,
    )


def fnskus_of_skus(ledger: list[LedgerRow]) -> dict[str, set[str]]:
    """Under which FNSKUs the ledger shows each SKU."""
    known: dict[str, set[str]] = defaultdict(set)
    for row in ledger:
        if row.fnsku and row.msku:
            known[row.msku].add(row.fnsku)
    return known


def records_begin_on(world: World) -> date | None:
    """The first day of which both reports tell enough; None without any report."""
    begins = []
    if world.ledger:
        begins.append(min(row.day for row in world.ledger))
    if world.payments:
        begins.append(min(world.approved_on(line) for line in world.payments) - PAYMENT_LOOKBACK)
    return max(begins, default=None)


def _newest_rows(ledger: list[LedgerRow]) -> dict[str, tuple[str, str]]:
    """Title and ASIN of each FNSKU on its newest row."""
    newest: dict[str, tuple[str, str]] = {}
    for row in sorted(ledger, key=lambda row: row.day):
        if row.fnsku:
            title, asin = newest.get(row.fnsku, ("", ""))
            newest[row.fnsku] = (row.title or title, row.asin or asin)
    return newest


def _own_day(loss: Loss, payments: Payments) -> date:
    return payments.day(loss.reversal.line) if loss.reversal else loss.day


def _events_before(begin: date | None, adjustments: list[Loss], reversals: list[Loss]) -> int:
    """How many loss events lie before our records; an event counts once, not per part."""
    if begin is None:
        return 0
    rows = {id(loss.row) for loss in adjustments if loss.day < begin}
    taken_back = {
        id(loss.reversal) for loss in reversals if loss.claim_type == "reimbursement_reversed" and loss.day < begin
    }
    return len(rows) + len(taken_back)


def _rows_of_adjustments(desk: Desk, losses: list[Loss]) -> list[ClaimRow]:
    """One row per adjustment, part and status; parts of the same status share one."""
    parts_of: dict[int, list[Loss]] = defaultdict(list)
    for loss in losses:
        parts_of[id(loss.row)].append(loss)
    rows = []
    for parts in parts_of.values():
        by_status: dict[str, list[Loss]] = defaultdict(list)
        for part in parts:
            if part.open:
                by_status[desk.status(part)].append(part)
            if part.taken_by.get(4):
                rows.append(desk.doubt_row(part))
        rows += [desk.adjustment_row(same, status) for status, same in by_status.items()]
    return rows


def _bridge(desk: Desk, losses: Iterable[Loss]) -> dict[str, int]:
    """Units stated as unreconciled in sound pairs, by what became of them."""
    bridge: dict[str, int] = defaultdict(int)
    for loss in losses:
        row = loss.row
        if row is None or loss.part != "rest" or "figures_do_not_add_up" in loss.review:
            continue
        if row.reconciled is None and row.unreconciled is None:
            continue
        bridge["stated"] += loss.units
        bridge["paid_or_found"] += loss.taken_by.get(1, 0) + loss.taken_by.get(2, 0)
        bridge["review"] += loss.taken_by.get(4, 0)
        bridge[desk.status(loss)] += loss.open
    return dict(bridge)


def _published_order(row: dict[str, Any]) -> tuple[Any, ...]:
    published = ("account", "claim_type", "event_date", "reference_id", "sku", "fnsku", "status")
    to_be_complete = ("reason_code", "fulfillment_center", "quantity_lost", "quantity_open")
    dated = {**row, "event_date": row["event_date"] or date.min}
    return tuple(dated[name] for name in (*published, *to_be_complete))
