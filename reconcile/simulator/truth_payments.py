"""Payment lines told apart: families of payments, and the reversals that take them back."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from reconcile.simulator.records import PaymentLine, World
from reconcile.simulator.truth_rules import folded, region_of_currency


@dataclass(frozen=True, slots=True)
class Family:
    """A payment and the later lines that top it up (linked by original-reimbursement-id).

    Units are those of the largest line, money is the sum.
    """

    root: PaymentLine
    lines: tuple[PaymentLine, ...]
    is_root_known: bool  # False: all lines top up a payment we do not have

    @property
    def cash(self) -> int:
        """Units paid in money."""
        largest = max(self.lines, key=lambda line: (units_of(line), cash_of(line)))
        return cash_of(largest)

    @property
    def money(self) -> Decimal | None:
        """The sum of the lines; None where one states no amount."""
        amounts = [line.amount_total for line in self.lines]
        return None if None in amounts else sum((a for a in amounts if a is not None), Decimal(0))

    @property
    def paid_per_unit(self) -> Decimal | None:
        """Money per unit paid in money; None where either is unknown."""
        return None if self.cash == 0 or self.money is None else self.money / self.cash


@dataclass(frozen=True, slots=True)
class Reversal:
    """A payment taken back: so many units taken, so many given back in stock."""

    line: PaymentLine
    original: PaymentLine | None
    family: Family | None
    taken: int
    given: int
    is_units_guessed: bool

    @property
    def lost(self) -> int:
        """Units gone for good, as far as this line says."""
        return max(0, self.taken - self.given)

    @property
    def amount_per_unit(self) -> Decimal | None:
        """Money taken back per unit taken back."""
        if self.line.amount_total is None or self.taken == 0:
            return None
        return abs(self.line.amount_total) / self.taken


def cash_of(line: PaymentLine) -> int:
    """Units in money; where cash and inventory state none the total."""
    if not (line.cash or line.inventory):
        return abs(line.total or 0)
    return abs(line.cash or 0)


def units_of(line: PaymentLine) -> int:
    """Units a payment line makes good, in money or in stock."""
    if not (line.cash or line.inventory):
        return abs(line.total or 0)
    return abs(line.cash or 0) + abs(line.inventory or 0)


def is_reversal(line: PaymentLine) -> bool:
    """Negative money, negative cash units, or a reason that says so."""
    stated = (line.amount_total, line.amount_per_unit, line.cash)
    return any(figure is not None and figure < 0 for figure in stated) or "reversal" in folded(line.reason)


class Payments:
    """The payment lines up to the as-of date, sorted out."""

    def __init__(self, world: World, lines: list[PaymentLine], fnskus_of_sku: dict[str, set[str]]) -> None:
        self._world = world
        self._fnskus_of_sku = fnskus_of_sku
        # Equal lines are separate events: each gets an identity of its own.
        lines = sorted(
            (replace(line) for line in lines),
            key=lambda p: (self.day(p), p.reimbursement_id, p.sku, p.approved_at),
        )
        self._paid = [line for line in lines if not is_reversal(line)]
        self.families = self._families()
        self._family_of = {id(line): f for f in self.families for line in f.lines}
        self.reversals = [self._reversal(line) for line in lines if is_reversal(line)]

    def day(self, line: PaymentLine) -> date:
        """The approval date in the home marketplace's time zone."""
        return self._world.approved_on(line)

    def region(self, line: PaymentLine) -> str:
        """Where the money flows."""
        return region_of_currency(line.currency, self._world.marketplace)

    def product(self, line: PaymentLine) -> str:
        """The pool key: the FNSKU, else the only FNSKU the ledger shows for the SKU, else the SKU."""
        if line.fnsku:
            return line.fnsku
        known = self._fnskus_of_sku.get(line.sku, set())
        return next(iter(known)) if len(known) == 1 else f"sku {line.sku}"

    def _linked(self, line: PaymentLine) -> PaymentLine | None:
        """The payment that this line names as its original, of the same product."""
        if not line.original_id:
            return None
        same = [
            paid
            for paid in self._paid
            if paid is not line and paid.reimbursement_id == line.original_id and _is_same_product(paid, line)
        ]
        wanted = folded(line.original_type)
        same.sort(key=lambda p: (p.sku != line.sku, folded(p.reason) != wanted, -units_of(p)))
        return same[0] if same else None

    def _families(self) -> list[Family]:
        members: dict[int, list[PaymentLine]] = {}
        roots: dict[int, PaymentLine] = {}
        orphans: dict[tuple[str, str], list[PaymentLine]] = defaultdict(list)
        for line in self._paid:
            root, seen = line, {id(line)}
            while (above := self._linked(root)) is not None and id(above) not in seen:
                root = above
                seen.add(id(above))
            if root.original_id and self._linked(root) is None:
                orphans[root.original_id, root.fnsku or root.sku].append(line)
            else:
                roots[id(root)] = root
                members.setdefault(id(root), []).append(line)
        known = [Family(roots[at], tuple(lines), is_root_known=True) for at, lines in members.items()]
        return known + [Family(lines[0], tuple(lines), is_root_known=False) for lines in orphans.values()]

    def _reversal(self, line: PaymentLine) -> Reversal:
        original = self._linked(line)
        family = self._family_of[id(original)] if original else None
        taken, given, guessed = cash_of(line), abs(line.inventory or 0), False
        if not (line.cash or line.inventory or line.total):
            taken, guessed = self._units_by_money(line, original)
        return Reversal(line, original, family, taken, given, guessed)

    def _units_by_money(self, line: PaymentLine, original: PaymentLine | None) -> tuple[int, bool]:
        """A reversal without any quantity: its amount tells the units, if it divides evenly."""
        if original and cash_of(original) and original.amount_total and line.amount_total is not None:
            units = abs(line.amount_total) / (original.amount_total / cash_of(original))
            if units == units.to_integral_value():
                return int(units), False
        return 1, True


def _is_same_product(one: PaymentLine, other: PaymentLine) -> bool:
    if one.fnsku and other.fnsku:
        return one.fnsku == other.fnsku
    return bool(one.sku) and one.sku == other.sku
