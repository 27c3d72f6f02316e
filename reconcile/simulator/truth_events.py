"""What took units from the seller and what made them good, read row by row.

A `Loss` is one part of one loss event, a `Cover` one lot of units that can make
losses good. Both only count units here; `truth_match` pairs them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reconcile.simulator.records import LedgerRow, PaymentLine, World
from reconcile.simulator.truth_origin import Origin
from reconcile.simulator.truth_payments import Family, Payments, Reversal, units_of
from reconcile.simulator.truth_rules import (
    DAMAGED_REASONS,
    LOST_REASONS,
    folded,
    region_of_country,
)

SortKey = tuple[str | int, ...]

NOT_OURS = ("amzn.gr.", "amazon.found.")


@dataclass(slots=True)
class Loss:
    """One part of one loss event: `open` units are still made good by nothing."""

    claim_type: str  # or "given_back", which is never a claim
    part: str  # reconciled, rest, whole
    region: str
    product: str
    asin: str
    day: date  # the day the match goes by
    key: SortKey
    units: int
    open: int
    review: set[str] = field(default_factory=set)
    row: LedgerRow | None = None
    reversal: Reversal | None = None
    origin: Origin | None = None  # of a shipment or a removal
    event: Any = None  # of a customer's order: an OrderEvent
    taken_by: dict[int, int] = field(default_factory=dict)  # pass -> units
    covers: list[tuple[int, "Cover"]] = field(default_factory=list)


@dataclass(slots=True)
class Cover:
    """Units found, graded back, come too many, returned or paid; `left` units have made nothing good yet.

    `kind`: found, found_elsewhere, graded, overage, returned; of payments lost, damaged,
    inbound, else order_payment with an order id, other without; retrocharge.
    """

    kind: str
    part: str  # of found units: reconciled, unreconciled, unstated; else ""
    region: str
    product: str
    asin: str
    day: date
    key: SortKey
    units: int
    left: int
    family: Family | None = None
    item: tuple[str, str] | None = None  # the order and SKU of returned units and retro-charges
    used_by: dict[int, int] = field(default_factory=dict)


def is_ours(sku: str) -> bool:
    """Whether a claim for this SKU is possible: not Amazon's own grade-and-resell or found stock."""
    return not sku.casefold().startswith(NOT_OURS)


def product_of(fnsku: str, sku: str) -> str:
    """The key of a product's pool: its FNSKU, where that is empty its SKU."""
    return fnsku or f"sku {sku}"


def stated_parts(row: LedgerRow) -> tuple[int, int] | str | None:
    """Reconciled and unreconciled units of an adjustment.

    None: nothing is stated. "unsound": the pair does not add up to the quantity.
    """
    quantity = abs(row.quantity)
    if row.reconciled is None and row.unreconciled is None:
        return None
    settled = abs(row.reconciled) if row.reconciled is not None else None
    remaining = abs(row.unreconciled) if row.unreconciled is not None else None
    if settled is None:
        settled = quantity - abs(row.unreconciled or 0)
    if remaining is None:
        remaining = quantity - settled
    if settled < 0 or remaining < 0 or settled + remaining != quantity:
        return "unsound"
    return settled, remaining


def numbered_adjustments(rows: list[LedgerRow]) -> list[tuple[LedgerRow, int]]:
    """Each adjustment with its number among identical rows.

    Open units sit on the lowest numbers: unreconciled descending, blank last,
    then reconciled descending.
    """
    groups: dict[tuple[object, ...], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        groups[row.identity].append(row)

    def most_open_first(row: LedgerRow) -> tuple[int, int]:
        remaining = -1 if row.unreconciled is None else abs(row.unreconciled)
        settled = -1 if row.reconciled is None else abs(row.reconciled)
        return -remaining, -settled

    return [
        (row, number)
        for group in groups.values()
        for number, row in enumerate(sorted(group, key=most_open_first), start=1)
    ]


def adjustment_losses(world: World, rows: list[LedgerRow]) -> list[Loss]:
    """The parts of all lost and damaged adjustments."""
    losses = []
    for row, number in numbered_adjustments(rows):
        reason = row.reason.strip().upper()
        if row.quantity >= 0 or not is_ours(row.msku):
            continue
        if reason in LOST_REASONS:
            claim_type = "warehouse_lost"
        elif reason in DAMAGED_REASONS:
            claim_type = "warehouse_damaged"
        else:
            continue
        review = set()
        if row.disposition != "SELLABLE":
            review.add("disposition")
        if claim_type == "warehouse_damaged" and reason != "E":
            review.add("damage_code")
        stated = stated_parts(row)
        if isinstance(stated, str):
            review.add("figures_do_not_add_up")
        if isinstance(stated, tuple):
            parts = [("reconciled", stated[0]), ("rest", stated[1])]
        else:
            parts = [("rest", -row.quantity)]
        losses += [
            Loss(
                claim_type=claim_type,
                part=part,
                region=region_of_country(row.country, world.marketplace),
                product=product_of(row.fnsku, row.msku),
                asin=row.asin,
                day=row.day,
                key=_ledger_key(row, number),
                units=units,
                open=units,
                review=review | ({"amazon_calls_it_settled"} if part == "reconciled" else set()),
                row=row,
            )
            for part, units in parts
            if units > 0
        ]
    return losses


def reversal_losses(payments: Payments) -> tuple[list[Loss], list[Loss]]:
    """Units given back by reversals (to be found again) and units lost by them."""
    given_back: list[Loss] = []
    lost: list[Loss] = []
    for reversal in payments.reversals:
        line = reversal.line
        if not is_ours(line.sku):
            continue
        day = payments.day(line)
        paid_on = payments.day(reversal.original) if reversal.original else day
        for claim_type, units, on, into in (
            ("given_back", reversal.given, paid_on, given_back),
            ("reimbursement_reversed", reversal.lost, day, lost),
        ):
            if units > 0:
                into.append(
                    Loss(
                        claim_type=claim_type,
                        part="whole",
                        region=payments.region(line),
                        product=payments.product(line),
                        asin=line.asin,
                        day=on,
                        key=(line.reimbursement_id, line.sku, *_line_key(line)),
                        units=units,
                        open=units,
                        review={"reversal_without_units"} if reversal.is_units_guessed else set(),
                        reversal=reversal,
                    )
                )
    return given_back, lost


def found_cover(world: World, rows: list[LedgerRow]) -> list[Cover]:
    """Found units; those under an `Amazon.Found.` MSKU stand apart."""
    covers = []
    for row, number in numbered_adjustments(rows):
        if row.reason.strip().upper() != "F" or row.quantity <= 0:
            continue
        stated = stated_parts(row)
        if isinstance(stated, tuple):
            parts = [("reconciled", stated[0]), ("unreconciled", stated[1])]
        else:
            parts = [("unstated", row.quantity)]
        elsewhere = row.msku.casefold().startswith("amazon.found.")
        covers += [
            Cover(
                kind="found_elsewhere" if elsewhere else "found",
                part=part,
                region=region_of_country(row.country, world.marketplace),
                product=product_of(row.fnsku, row.msku),
                asin=row.asin,
                day=row.day,
                key=(0, *_ledger_key(row, number), at),  # units before money
                units=units,
                left=units,
            )
            for at, (part, units) in enumerate(parts)
            if units > 0
        ]
    return covers


def graded_cover(world: World, rows: list[LedgerRow]) -> list[Cover]:
    """Damaged units graded back to sellable: per FNSKU, centre and day the smaller sum."""
    arrived: dict[tuple[str, str, str, date], int] = defaultdict(int)
    departed: dict[tuple[str, str, str, date], int] = defaultdict(int)
    asins: dict[tuple[str, str, str, date], str] = {}
    for row in rows:
        region = region_of_country(row.country, world.marketplace)
        where = (region, product_of(row.fnsku, row.msku), row.fulfillment_center, row.day)
        reason = row.reason.strip().upper()
        if reason == "P" and row.quantity > 0 and row.disposition == "SELLABLE":
            arrived[where] += row.quantity
            asins[where] = row.asin
        if reason == "Q" and row.quantity < 0 and row.disposition == "WAREHOUSE_DAMAGED":
            departed[where] -= row.quantity
    covers = []
    for where, units in arrived.items():
        region, product, centre, day = where
        back = min(units, departed[where])
        if back > 0:
            covers.append(
                Cover(
                    kind="graded",
                    part="",
                    region=region,
                    product=product,
                    asin=asins[where],
                    day=day,
                    key=(0, centre),
                    units=back,
                    left=back,
                )
            )
    return covers


PAYMENT_KINDS = {
    "lostwarehouse": "lost",
    "damagedwarehouse": "damaged",
    "lostinbound": "inbound",
    "damagedinbound": "inbound",
}


def payment_cover(payments: Payments) -> list[Cover]:
    """Units made good in money or stock, one lot per family of lines.

    Payments of other reasons that name an order belong to that order and to no pool.
    """
    covers = []
    for family in payments.families:
        root = family.root
        kind = PAYMENT_KINDS.get(folded(root.reason), "order_payment" if root.order_id else "other")
        units = max(units_of(line) for line in family.lines)
        if units <= 0:
            continue
        covers.append(
            Cover(
                kind=kind,
                part="",
                region=payments.region(root),
                product=payments.product(root),
                asin=root.asin,
                day=payments.day(root),
                key=(1, root.reimbursement_id, root.sku, *_line_key(root)),
                units=units,
                left=units,
                family=family,
            )
        )
    return covers


def _ledger_key(row: LedgerRow, number: int) -> SortKey:
    """Reference id and SKU first; the rest only makes the order complete."""
    return (
        row.reference_id,
        row.msku,
        number,
        row.fulfillment_center,
        row.disposition,
        row.reason,
        row.quantity,
    )


def _line_key(line: PaymentLine) -> SortKey:
    return (line.fnsku, line.reason, line.order_id, line.case_id, str(line.amount_total))
