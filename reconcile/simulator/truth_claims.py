"""From open units to the row a seller reads: dates, status, value."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from reconcile.simulator.records import World
from reconcile.simulator.truth_events import Loss, is_ours
from reconcile.simulator.truth_payments import Payments, Reversal
from reconcile.simulator.truth_rules import (
    FULFILMENT_CENTRE_RULE_FROM,
    REGION_CURRENCY,
    WINDOW_DAYS,
    Settings,
    rounded,
)
from reconcile.simulator.truth_value import Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One row of the claims, in the published columns; None is an empty cell."""

    account: str
    marketplace: str
    claim_type: str
    status: str
    review_because: tuple[str, ...]
    reference_id: str
    event_date: date | None
    sku: str
    fnsku: str
    asin: str
    title: str
    fulfillment_center: str
    reason_code: str
    quantity_lost: int
    quantity_covered: int
    quantity_open: int
    currency: str
    unit_value: Decimal | None
    value_basis: str
    amount: Decimal | None
    cost_price: Decimal | None
    window_opens: date | None
    deadline: date | None

    def as_dict(self) -> dict[str, Any]:
        """The row by column name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Worth:
    """What one unit is worth in the claim's currency; None where nothing tells."""

    unit_value: Decimal | None
    basis: str
    cost_price: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the rows are written: all that every row needs to know."""

    world: World
    as_of: date
    account: str
    settings: Settings
    prices: Prices
    newest: dict[str, tuple[str, str]]
    payments: Payments

    def window(self, region: str, event: date, settle_days: int = 0) -> tuple[date | None, date | None]:
        """First and last day on which Amazon takes the claim; unknown without a rule."""
        if region not in FULFILMENT_CENTRE_RULE_FROM:
            return None, None
        return event + timedelta(days=settle_days), event + timedelta(days=WINDOW_DAYS)

    def dates(self, loss: Loss) -> tuple[date | None, date | None]:
        """The claim window of a loss."""
        if loss.origin:
            return loss.origin.opens, loss.origin.deadline
        settle = {
            "warehouse_lost": self.settings.settle_days_lost,
            "warehouse_damaged": self.settings.settle_days_damaged,
        }
        return self.window(loss.region, loss.day, settle.get(loss.claim_type, 0))

    def doubts(self, loss: Loss) -> set[str]:
        """Why a person must look at it before anything is filed."""
        doubts = set(loss.review)
        if not self.world.payments:
            doubts.add("no_reimbursements")
        if loss.origin:
            doubts |= loss.origin.questions(self.as_of)
        elif self.dates(loss)[1] is None:
            doubts.add("no_rule")
        return doubts

    def status_of(self, opens: date | None, deadline: date | None, doubts: set[str]) -> str:
        """The first that applies."""
        if deadline is not None and deadline < self.as_of:
            return "expired"
        if doubts:
            return "review"
        if opens is not None and self.as_of < opens:
            return "waiting"
        return "claimable"

    def status(self, loss: Loss) -> str:
        """The status of a loss's open units."""
        return self.status_of(*self.dates(loss), self.doubts(loss))

    def adjustment_row(self, parts: list[Loss], status: str) -> ClaimRow:
        """The parts of one adjustment that share a status."""
        doubts = set().union(*(self.doubts(part) for part in parts))
        total = sum(part.units - part.taken_by.get(4, 0) for part in parts)
        still_open = sum(part.open for part in parts)
        return self._ledger_row(parts[0], status, doubts, (total, total - still_open, still_open))

    def doubt_row(self, part: Loss) -> ClaimRow:
        """The units that cover of another kind, region or date may already have made good."""
        units = part.taken_by[4]
        return self._ledger_row(part, "review", {"doubt"}, (units, 0, units))

    def _ledger_row(self, loss: Loss, status: str, doubts: set[str], units: tuple[int, int, int]) -> ClaimRow:
        row = loss.row
        if row is None:
            message = "an adjustment without its ledger row"
            raise TypeError(message)
        currency = REGION_CURRENCY.get(loss.region, "")
        worth = self.by_cost(loss, row.msku, currency)
        opens, deadline = self.dates(loss)
        title, asin = self.newest.get(row.fnsku, (row.title, row.asin))
        return ClaimRow(
            account=self.account,
            marketplace=self.marketplace(loss.region, row.country),
            claim_type=loss.claim_type,
            status=status,
            review_because=tuple(sorted(doubts)),
            reference_id=row.reference_id,
            event_date=row.day,
            sku=row.msku,
            fnsku=row.fnsku,
            asin=asin or row.asin,
            title=title or row.title,
            fulfillment_center=row.fulfillment_center,
            reason_code=row.reason,
            quantity_lost=units[0],
            quantity_covered=units[1],
            quantity_open=units[2],
            currency=currency,
            unit_value=worth.unit_value,
            value_basis=worth.basis,
            amount=None if worth.unit_value is None else worth.unit_value * units[2],
            cost_price=worth.cost_price,
            window_opens=opens,
            deadline=deadline,
        )

    def by_cost(self, loss: Loss, sku: str, currency: str) -> Worth:
        """What Amazon owes for one unit that no customer had ordered."""
        cost = self.prices.cost(sku=sku, product=loss.product, on=loss.day, currency=currency)
        if cost is None:
            return Worth(None, "unknown", None)
        price = rounded(cost.price, currency)
        value = self.prices.capped(cost.price, region=loss.region, currency=currency, on=loss.day)
        if value is None:
            return Worth(None, "unknown", price)
        return Worth(rounded(value, currency), "cost", price)

    def reversed_row(self, loss: Loss) -> ClaimRow | None:
        """Units a reversal took and neither gave back nor anything else made good."""
        reversal = loss.reversal
        if reversal is None or not loss.open:
            return None
        per_unit = reversal.amount_per_unit
        value = None if per_unit is None else rounded(per_unit, reversal.line.currency)
        doubts = self.doubts(loss)
        return self.payment_row(
            reversal,
            status=self.status(loss),
            doubts=doubts,
            units=(loss.units, loss.units - loss.open, loss.open),
            unit_value=value,
        )

    def overcharged_rows(self, begin: date | None) -> list[ClaimRow]:
        """Units given back for which more money was taken than had been paid."""
        rows = []
        for reversal in self.payments.reversals:
            line, family = reversal.line, reversal.family
            units = min(reversal.given, reversal.taken)
            if not units or family is None or not is_ours(line.sku):
                continue
            if begin is not None and self.payments.day(line) < begin:
                continue
            taken, paid = reversal.amount_per_unit, family.paid_per_unit
            if taken is None or paid is None or (too_much := rounded(taken - paid, line.currency)) <= 0:
                continue
            doubts = {"taken_back_more_than_paid"}
            opens, deadline = self.window(self.payments.region(line), self.payments.day(line))
            rows.append(
                self.payment_row(
                    reversal,
                    status=self.status_of(opens, deadline, doubts),
                    doubts=doubts,
                    units=(units, 0, units),
                    unit_value=too_much,
                )
            )
        return rows

    def payment_row(
        self,
        reversal: Reversal,
        *,
        status: str,
        doubts: set[str],
        units: tuple[int, int, int],
        unit_value: Decimal | None,
    ) -> ClaimRow:
        """A row about a reversal."""
        line = reversal.line
        day, region = self.payments.day(line), self.payments.region(line)
        cost = self.prices.cost(sku=line.sku, product=self.payments.product(line), on=day, currency=line.currency)
        opens, deadline = self.window(region, day)
        title, asin = self.newest.get(line.fnsku, (line.title, line.asin))
        return ClaimRow(
            account=self.account,
            marketplace=self.marketplace(region, ""),
            claim_type="reimbursement_reversed",
            status=status,
            review_because=tuple(sorted(doubts)),
            reference_id=line.reimbursement_id,
            event_date=day,
            sku=line.sku,
            fnsku=line.fnsku,
            asin=asin or line.asin,
            title=title or line.title,
            fulfillment_center="",
            reason_code=line.reason,
            quantity_lost=units[0],
            quantity_covered=units[1],
            quantity_open=units[2],
            currency=line.currency,
            unit_value=unit_value,
            value_basis="unknown" if unit_value is None else "reversal",
            amount=None if unit_value is None else unit_value * units[2],
            cost_price=None if cost is None else rounded(cost.price, line.currency),
            window_opens=opens,
            deadline=deadline,
        )

    def marketplace(self, region: str, country: str) -> str:
        """The region's code; in the EU the event's country, else the home marketplace."""
        if region != "EU":
            return region
        return country.strip().upper() or self.world.marketplace
