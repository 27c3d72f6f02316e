"""What one unit is worth: cost prices, exchange rates, caps."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reconcile.simulator.records import CostRow, World
from reconcile.simulator.truth_rules import CAPS


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost price in the currency of the claim, not rounded; `approved_on` as on file."""

    price: Decimal
    approved_on: date | None


class Prices:
    """The cost book and the rates of a world, asked one unit at a time."""

    def __init__(self, world: World, skus_of_product: dict[str, set[str]]) -> None:
        self._world = world
        self._skus_of_product = skus_of_product

    def cost(self, *, sku: str, product: str, on: date, currency: str) -> Cost | None:
        """The SKU's newest cost not later than the day, else that of its other SKUs if they agree."""
        row = self._newest(sku, on) if sku else None
        approved_on = row.approved_on if row else None
        if row is None:
            others = sorted(self._skus_of_product.get(product, set()) - {sku})
            rows = [r for r in (self._newest(other, on) for other in others) if r is not None]
            if len({(r.unit_cost, r.currency) for r in rows}) != 1:
                return None
            row = rows[0]
            # Doubt beats claim: approved only when every one of them is.
            days = [r.approved_on for r in rows]
            approved_on = None if None in days else max(d for d in days if d is not None)
        price = self.converted(row.unit_cost, row.currency, currency, on)
        return None if price is None else Cost(price, approved_on)

    def capped(self, price: Decimal, *, region: str, currency: str, on: date) -> Decimal | None:
        """The price, at most what Amazon pays for one unit there; None without a rate for the cap."""
        if region not in CAPS:
            return price
        amount, cap_currency = CAPS[region]
        cap = self.converted(amount, cap_currency, currency, on)
        return None if cap is None else min(price, cap)

    def converted(self, amount: Decimal, base: str, quote: str, on: date) -> Decimal | None:
        """The amount by the newest rate on or before the day, either way round, else through the euro."""
        if not quote:
            return None
        if base == quote:
            return amount
        usable = [
            (rate.day, rate.base == base, rate)
            for rate in self._world.rates
            if rate.day <= on and {rate.base, rate.quote} == {base, quote}
        ]
        if not usable:
            return self._through_euro(amount, base, quote, on)
        _, is_direct, newest = max(usable, key=lambda entry: entry[:2])
        return amount * newest.rate if is_direct else amount / newest.rate

    def _through_euro(self, amount: Decimal, base: str, quote: str, on: date) -> Decimal | None:
        """The amount by two rates with the euro, both of the newest day that has both."""
        if "EUR" in {base, quote}:
            return None
        for day in sorted({rate.day for rate in self._world.rates if rate.day <= on}, reverse=True):
            given, wanted = self._a_euro_is(base, day), self._a_euro_is(quote, day)
            if given and wanted:
                return amount * wanted / given
        return None

    def _a_euro_is(self, currency: str, day: date) -> Decimal | None:
        """So much of a currency; a rate that begins with the euro before one that ends with it."""
        pairs = {(rate.base, rate.quote): rate.rate for rate in self._world.rates if rate.day == day}
        if ("EUR", currency) in pairs:
            return pairs["EUR", currency]
        return 1 / pairs[currency, "EUR"] if (currency, "EUR") in pairs else None

    def _newest(self, sku: str, on: date) -> CostRow | None:
        rows = [row for row in self._world.costs if row.sku == sku and row.effective_from <= on]
        return max(rows, key=lambda row: row.effective_from, default=None)
