"""The units of an order that Amazon gave money for, read from every source (see truth_orders)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reconcile.simulator.records import World
from reconcile.simulator.records_orders import CustomerRefund, Replacement, SettlementLine
from reconcile.simulator.truth_rules import folded

Item = tuple[str, str]  # the first original's order id, SKU


@dataclass(slots=True, kw_only=True)
class Refund:
    """The refund of an order, SKU and day; `per_unit` is the money given back for one."""

    day: date
    units: int
    currency: str
    per_unit: Decimal | None
    doubts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class SheetDay:
    """What the seller's own sheet says of an order, SKU and day."""

    by_amazon: int = 0
    by_seller: int = 0
    money: Decimal | None = Decimal(0)  # of Amazon's; None where a line has no amount
    currency: str = ""


class OrderBook:
    """Orders by the id of their first original, looked up in all reports."""

    def __init__(self, world: World, as_of: date) -> None:
        self._world = world
        self._replacements = [row for row in world.replacements if world.day_of(row.shipped_at) <= as_of]
        self._original = {row.replacement_order_id: row.original_order_id for row in self._replacements}
        self._orders = [line for line in world.orders if world.day_of(line.purchased_at) <= as_of]
        self._sheet = [row for row in world.refunds if row.refunded_on <= as_of]
        self._lines = [
            (settlement.currency, line)
            for settlement in world.settlements
            for line in settlement.lines
            if world.day_of(line.posted_at) <= as_of
        ]
        self._multi_channel = {
            self.root(order_id)
            for order_id, channel in (
                *((line.order_id, line.sales_channel) for line in self._orders),
                *((line.order_id, line.marketplace_name) for _, line in self._lines if line.order_id),
            )
            if channel.casefold().startswith("non-amazon")
        }

    def root(self, order_id: str) -> str:
        """The order of which this one is a replacement, however often it was replaced."""
        seen = set()
        while order_id in self._original and order_id not in seen:
            seen.add(order_id)
            order_id = self._original[order_id]
        return order_id

    def is_multi_channel(self, order_id: str) -> bool:
        """Whether it was sold elsewhere and only sent by Amazon."""
        return order_id in self._multi_channel

    def refunded_items(self) -> set[Item]:
        """Orders and SKUs of which any refund is known, by whomever."""
        told = {(self.root(row.order_id), row.sku) for row in self._sheet}
        return told | {self._item(line) for _, line in self._lines if _is_refund(line)}

    def sheet_of(self, item: Item) -> list[CustomerRefund]:
        """The lines of the seller's sheet about an order and SKU."""
        return [row for row in self._sheet if (self.root(row.order_id), row.sku) == item]

    def replaced(self) -> dict[tuple[Item, date], list[Replacement]]:
        """What was sent anew, per order, SKU and day."""
        found: dict[tuple[Item, date], list[Replacement]] = defaultdict(list)
        for row in self._replacements:
            item = (self.root(row.original_order_id), row.sku)
            found[item, self._world.day_of(row.shipped_at)].append(row)
        return found

    def currency_of_lines(self, item: Item) -> str:
        """The currency the order was sold in; empty where no line tells."""
        orders = [line.currency for line in self._orders if self._of(line.order_id, line.sku) == item]
        settled = [c for c, line in self._lines if _is_sale(line) and self._item(line) == item]
        return min((c for c in orders if c), default="") or min(settled, default="")

    def price(self, item: Item, currency: str) -> Decimal | None:
        """The price per unit: All orders, else the settlement's sales, else the seller's sheet."""
        orders = (
            (line.item_price, line.quantity)
            for line in self._orders
            if self._of(line.order_id, line.sku) == item and line.currency == currency
        )
        sales = (
            (line.amount, line.quantity)
            for settled_in, line in self._lines
            if settled_in == currency and _is_sale(line) and self._item(line) == item
        )
        own = ((row.amount, row.quantity) for row in self.sheet_of(item) if row.currency == currency)
        return _per_unit(orders) or _per_unit(sales) or _per_unit(own)

    def settled(self, item: Item) -> dict[date, Refund]:
        """The refunds of an order and SKU that settlements show, per day."""
        money: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
        kinds: dict[tuple[date, str], set[str]] = defaultdict(set)
        for currency, line in self._lines:
            if _is_refund(line) and self._item(line) == item:
                at = self._world.day_of(line.posted_at), currency
                money[at] -= line.amount
                kinds[at].add(folded(line.transaction_type))
        refunds = {}
        for (day, currency), amount in sorted(money.items()):
            if amount <= 0:
                continue
            units, is_guessed = self._units(item, amount, currency)
            doubts = {"no_price"} if is_guessed else set()
            if kinds[day, currency] - {"refund"}:
                doubts.add("a_to_z_or_chargeback")
            per_unit = amount / units if units else None
            refunds[day] = Refund(day=day, units=units, currency=currency, per_unit=per_unit, doubts=doubts)
        return refunds

    def on_sheet(self, item: Item) -> dict[date, SheetDay]:
        """The refunds of an order and SKU on the seller's sheet, per day."""
        days: dict[date, SheetDay] = defaultdict(SheetDay)
        for row in self.sheet_of(item):
            day = days[row.refunded_on]
            day.currency = day.currency or row.currency
            if row.initiated_by.strip().casefold() == "seller":
                day.by_seller += max(0, row.quantity)
                continue
            day.by_amazon += max(0, row.quantity)
            day.money = None if day.money is None or row.amount is None else day.money + row.amount
        return dict(days)

    def retro_charges(self) -> Iterator[tuple[Item, date, int]]:
        """Units that customers were charged for after all, per order, SKU and day, or whose refund was taken back."""
        money: dict[tuple[Item, date, str], Decimal] = defaultdict(Decimal)
        given: dict[tuple[Item, date, str], Decimal] = defaultdict(Decimal)
        for currency, line in self._lines:
            if folded(line.transaction_type) == "orderretrocharge" and _is_principal(line):
                money[self._item(line), self._world.day_of(line.posted_at), currency] += line.amount
            elif _is_refund(line):
                given[self._item(line), self._world.day_of(line.posted_at), currency] += line.amount
        for at, amount in given.items():
            money[at] += max(amount, Decimal(0))
        for (item, day, currency), amount in sorted(money.items()):
            units, _ = self._units(item, amount, currency) if amount > 0 else (0, False)
            if units:
                yield item, day, units

    def _units(self, item: Item, amount: Decimal, currency: str) -> tuple[int, bool]:
        """Whole units an amount is the price of; one, guessed, where the price is not known."""
        price = self.price(item, currency)
        return (1, True) if price is None else (int(amount // price), False)

    def _item(self, line: SettlementLine) -> Item:
        return self._of(line.order_id, line.sku)

    def _of(self, order_id: str, sku: str) -> Item:
        return self.root(order_id), sku


def refunds_of_item(book: OrderBook, item: Item) -> list[Refund]:
    """The refunds by Amazon of an order and SKU, each told once, oldest first."""
    settled, sheet = book.settled(item), book.on_sheet(item)
    pairs: list[tuple[date | None, date | None]] = [(day, day) for day in sorted(settled.keys() & sheet.keys())]
    one, other = sorted(settled.keys() - sheet.keys()), sorted(sheet.keys() - settled.keys())
    pairs += zip(one, other, strict=False)
    both = min(len(one), len(other))
    pairs += [(day, None) for day in one[both:]] + [(None, day) for day in other[both:]]
    refunds = [_once(settled.get(s) if s else None, sheet.get(h) if h else None, s or h) for s, h in pairs]
    return sorted(refunds, key=lambda refund: refund.day)


def _once(settled: Refund | None, sheet: SheetDay | None, day: date | None) -> Refund:
    if day is None:
        message = "a refund that no source tells"
        raise ValueError(message)
    if sheet is None and settled is not None:
        return settled
    sheet = sheet or SheetDay()
    of_amazon = max(0, settled.units - sheet.by_seller) if settled else 0
    doubts = set(settled.doubts) if settled else set()
    if settled is not None and of_amazon >= sheet.by_amazon:
        return Refund(day=day, units=of_amazon, currency=settled.currency, per_unit=settled.per_unit, doubts=doubts)
    units = sheet.by_amazon
    if sheet.money and units:
        return Refund(day=day, units=units, currency=sheet.currency, per_unit=sheet.money / units, doubts=doubts)
    currency = settled.currency if settled and settled.per_unit is not None else sheet.currency
    return Refund(
        day=day, units=units, currency=currency, per_unit=settled.per_unit if settled else None, doubts=doubts
    )


def _is_principal(line: SettlementLine) -> bool:
    """Whether a line is the price of goods, not tax, postage, fee or discount."""
    return folded(line.amount_type) == "itemprice" and folded(line.amount_description) == "principal"


def _is_refund(line: SettlementLine) -> bool:
    """Principal given back for a unit that Amazon had sent, in one of three ways."""
    kind = folded(line.transaction_type)
    is_disputed = "refund" in kind and ("atoz" in kind or "chargeback" in kind)
    is_sent_by_amazon = line.fulfillment.strip().upper() == "AFN"
    return (kind == "refund" or is_disputed) and is_sent_by_amazon and _is_principal(line)


def _is_sale(line: SettlementLine) -> bool:
    return folded(line.transaction_type) == "order" and _is_principal(line)


def _per_unit(lines: Iterable[tuple[Decimal | None, int | None]]) -> Decimal | None:
    """Money / units of the lines that tell both; None where none does."""
    told = [(money, units) for money, units in lines if money and units and money > 0 and units > 0]
    total = sum(units for _, units in told)
    return sum((money for money, _ in told), Decimal(0)) / total if total else None
