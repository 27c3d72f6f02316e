"""The clerk who writes down, as ledger rows and payment lines, what a story tells."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from reconcile.simulator.records import HOME_ZONES, LedgerRow, PaymentLine
from reconcile.simulator.shelf import CONDITIONS, Home, Product, happens, money

# Days before the as-of date on which windows open, close, or just do not.
AGES = (0, 1, 9, 13, 14, 15, 20, 29, 30, 31, 40, 45, 55, 59, 60, 61, 62, 75, 90, 120, 200, -1, -5)
# Days from a loss to what makes it good: early bookings, doubt edges, ordinary ones.
DELAYS = (-75, -61, -60, -59, -30, -11, -10, -9, -3, -1, 0, 0, 1, 2, 5, 8, 14, 25, 45, 70)
CLOCKS = (time(0, 5), time(9, 59, 13), time(12, 0), time(16, 45), time(23, 30), time(23, 59, 59))
CENTRES = ("PHX7", "ACY1", "LEJ1", "XCND", "ONT8")


class Teller:
    """Collects the rows of an account while stories are told."""

    def __init__(self, rng: Random, home: Home, as_of: date) -> None:
        self.rng = rng
        self.home = home
        self.as_of = as_of
        self.ledger: list[LedgerRow] = []
        self.payments: list[PaymentLine] = []
        self._blank_references: set[tuple[date, str]] = set()

    def day(self) -> date:
        """A day at a telling distance from the as-of date."""
        return self.as_of - timedelta(days=self.rng.choice(AGES))

    def near(self, day: date) -> date:
        """A day at a telling distance from another one."""
        return day + timedelta(days=self.rng.choice(DELAYS))

    def reference(self, day: date, sku: str) -> str:
        """A transaction item id; now and then none, but never two kinds of rows without one a day."""
        if happens(self.rng, 0.04) and (day, sku) not in self._blank_references:
            self._blank_references.add((day, sku))
            return ""
        return f"20{self.rng.randrange(10**12):012d}"

    def adjust(
        self,
        product: Product,
        day: date,
        quantity: int,
        reason: str,
        *,
        disposition: str = "SELLABLE",
        country: str | None = None,
        centre: str | None = None,
        sku: str = "",
    ) -> LedgerRow:
        """An adjustment, kept and returned."""
        rng = self.rng
        sku = sku or (product.sku if happens(rng, 0.7) else rng.choice(product.skus))
        row = LedgerRow(
            day=day,
            fnsku=product.fnsku,
            asin=product.asin,
            msku=sku,
            title=product.title,
            event_type="Adjustments",
            reference_id=self.reference(day, product.fnsku),
            quantity=quantity,
            fulfillment_center=centre or rng.choice(CENTRES),
            disposition=disposition,
            reason=reason,
            country=rng.choice(product.countries) if country is None else country,
        )
        self.ledger.append(row)
        return row

    def restate(self, row: LedgerRow, **changes: int | None) -> LedgerRow:
        """The row kept with other figures."""
        at = next(i for i, kept in enumerate(self.ledger) if kept is row)
        self.ledger[at] = replace(row, **changes)  # type: ignore[arg-type]
        return self.ledger[at]

    def state(self, row: LedgerRow) -> LedgerRow:
        """The row with figures as Amazon may state them: full, half, blank, wrong."""
        rng, quantity = self.rng, abs(row.quantity)
        part = rng.randint(0, quantity)
        wrong = quantity + rng.randint(1, 2)
        settled, remaining = rng.choice(
            (
                (None, None),
                (None, None),
                (0, quantity),
                (0, quantity),
                (None, quantity),
                (quantity, None),
                (quantity, 0),
                (part, quantity - part),
                (part, quantity - part),
                (part, None),
                (None, part),
                (part, wrong),
                (0, 0),
                (wrong, None),
            )
        )
        if row.quantity < 0 and happens(rng, 0.1):
            settled = None if settled is None else -settled
            remaining = None if remaining is None else -remaining
        return self.restate(row, reconciled=settled, unreconciled=remaining)

    def currency(self, country: str) -> str:
        """What units lying there are paid in; now and then just the home currency."""
        return self.home.currency_of.get(country, self.home.currency)

    def per_unit(self, product: Product, currency: str) -> Decimal:
        """A price per unit: right, or at the edges of what counts as too little."""
        cost = product.cost
        if product.is_dear:
            cost = Decimal(5000 if self.home.marketplace == "US" else 2000)
        yen = Decimal(100 if currency == "JPY" else 1)
        step = Decimal(1 if currency == "JPY" else "0.01")
        choices = (
            cost,
            cost,
            cost * Decimal("0.95"),
            cost * Decimal("0.95") - step,
            cost - yen,
            cost - yen - step,
            cost / 2,
            cost * Decimal("0.6"),
            cost * Decimal("1.2"),
        )
        return max(step, money(self.rng.choice(choices), currency))

    def stamp(self, day: date) -> datetime:
        """An instant on that day in the home marketplace's zone, in UTC."""
        zone = ZoneInfo(HOME_ZONES[self.home.marketplace])
        return datetime.combine(day, self.rng.choice(CLOCKS), tzinfo=zone).astimezone(UTC)

    def noon(self, day: date) -> datetime:
        """Noon of that day in the home marketplace's zone, in UTC."""
        return datetime.combine(day, time(12), tzinfo=ZoneInfo(HOME_ZONES[self.home.marketplace])).astimezone(UTC)

    def pay(
        self,
        product: Product,
        day: date,
        units: int,
        reason: str,
        *,
        country: str | None = None,
        per_unit: Decimal | None = None,
        original: PaymentLine | None = None,
        order_id: str = "",
    ) -> PaymentLine:
        """A payment, kept and returned: in cash, in stock, both, or only as a total."""
        rng = self.rng
        currency = self.currency(rng.choice(product.countries) if country is None else country)
        each = self.per_unit(product, currency) if per_unit is None else money(per_unit, currency)
        cash, inventory, total = rng.choice(
            (
                (units, 0, units),
                (units, 0, units),
                (units, 0, units),
                (units, None, units),
                (0, units, units),
                (units - 1, 1, units),
                (None, None, units),
            )
        )
        is_automatic = happens(rng, 0.7)
        number = f"{rng.randrange(10**10, 10**11)}"
        line = PaymentLine(
            approved_at=self.stamp(day),
            reimbursement_id=number,
            case_id="" if is_automatic else f"1{rng.randrange(10**9):09d}",
            order_id=order_id,
            reason=reason,
            sku=product.sku if happens(rng, 0.8) else rng.choice(product.skus),
            fnsku=product.fnsku,
            asin=product.asin,
            title=product.title,
            condition=rng.choice(CONDITIONS),
            currency=currency,
            amount_per_unit=each,
            amount_total=each * (units if cash is None else cash),
            cash=cash,
            inventory=inventory,
            total=total,
            original_id=original.reimbursement_id if original else "",
            original_type=original.reason if original else "",
        )
        self.payments.append(line)
        return line

    def take_back(self, line: PaymentLine, day: date, *, country_product: Product) -> PaymentLine:
        """A reversal of a payment in one of the shapes reports show."""
        rng = self.rng
        units = max(1, (line.cash or 0) or (line.total or 0))
        units = rng.randint(1, units) if happens(rng, 0.8) else units + 1
        each = line.amount_per_unit or Decimal(1)
        if happens(rng, 0.2):
            each = each + (1 if line.currency == "JPY" else Decimal("0.75"))  # more than was paid
        cash, inventory, total = rng.choice(
            (
                (-units, units, 0),
                (-units, 0, -units),
                (-units, 0, 0),
                (0, 0, 0),
                (0, 0, 0),
                (units, 0, units),
                (-units, 1, 0),
            )
        )
        amount = -each * units
        if (cash, inventory, total) == (0, 0, 0) and happens(rng, 0.5):
            amount -= Decimal(1 if line.currency == "JPY" else "0.37")  # not a whole number of units
        is_linked = happens(rng, 0.75)
        reversal = replace(
            line,
            approved_at=self.stamp(day),
            reimbursement_id=f"{rng.randrange(10**10, 10**11)}",
            order_id="",
            case_id="",
            reason=rng.choice(("Reimbursement_Reversal", "Reversal", "Compensated_Clawback", "REIMBURSEMENT-REVERSAL")),
            sku=line.sku if happens(rng, 0.9) else country_product.skus[-1],
            amount_per_unit=-each,
            amount_total=amount,
            cash=cash,
            inventory=inventory,
            total=total,
            original_id=line.reimbursement_id if is_linked else "",
            original_type=line.reason if is_linked else "",
        )
        self.payments.append(reversal)
        return reversal
