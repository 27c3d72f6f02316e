"""The rows an invented account consists of, as Amazon would report them.

Everything is a value: a `World` never changes, variants of it are made with
`dataclasses.replace`. Dates of the ledger are days as written; payments carry an
instant, because one download stamps it in local time and the next one in UTC.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from reconcile.simulator.records_inbound import InboundLine
from reconcile.simulator.records_orders import CustomerRefund, CustomerReturn, OrderLine, Replacement, Settlement
from reconcile.simulator.records_removal import RemovalOrder, RemovalReceipt, RemovalShipment

HOME_ZONES = {
    "US": "America/Los_Angeles",
    "CA": "America/Los_Angeles",
    "MX": "America/Los_Angeles",
    "UK": "Europe/London",
    "DE": "Europe/Berlin",
    "FR": "Europe/Berlin",
    "JP": "Asia/Tokyo",
    "AE": "Asia/Dubai",
    "AU": "Australia/Sydney",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One row of the Inventory Ledger, detail view. None is a blank figure."""

    day: date
    fnsku: str
    asin: str
    msku: str
    title: str
    event_type: str
    reference_id: str
    quantity: int
    fulfillment_center: str
    disposition: str
    reason: str
    country: str
    reconciled: int | None = None
    unreconciled: int | None = None

    @property
    def identity(self) -> tuple[date, str, str, str, int, str, str, str]:
        """What Amazon never rewrites; equal identities are separate events."""
        return (
            self.day,
            self.fnsku or self.msku,
            self.event_type,
            self.reference_id,
            self.quantity,
            self.fulfillment_center,
            self.disposition,
            self.reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """One line of the Reimbursements report, payment or reversal; the instant is in UTC."""

    approved_at: datetime
    reimbursement_id: str
    case_id: str = ""
    order_id: str = ""
    reason: str
    sku: str
    fnsku: str
    asin: str
    title: str
    condition: str = "NewItem"
    currency: str
    amount_per_unit: Decimal | None
    amount_total: Decimal | None
    cash: int | None
    inventory: int | None
    total: int | None
    original_id: str = ""
    original_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """What the seller paid for one unit from a day on; `approved_on`: on file at Amazon."""

    sku: str
    unit_cost: Decimal
    currency: str
    effective_from: date
    approved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """1 `base` is worth `rate` `quote` on that day."""

    day: date
    base: str
    quote: str
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One seller account as its newest reports show it.

    `seen_before` gives for some ledger rows (by position) what an earlier download
    showed in the columns Amazon rewrites, `returns_seen_before` the same for returns;
    `first_download_through` is the last day of that earlier download. `inbound_before`
    gives what an earlier sheet of shipments said of some lines, by position. A report
    without rows was never downloaded.
    """

    name: str
    marketplace: str
    as_of: date
    ledger: tuple[LedgerRow, ...]
    payments: tuple[PaymentLine, ...]
    costs: tuple[CostRow, ...] = ()
    rates: tuple[RateRow, ...] = ()
    seen_before: tuple[tuple[int, LedgerRow], ...] = ()
    first_download_through: date | None = None
    inbound: tuple[InboundLine, ...] = ()
    inbound_before: tuple[tuple[int, InboundLine], ...] = ()
    removal_orders: tuple[RemovalOrder, ...] = ()
    removal_shipments: tuple[RemovalShipment, ...] = ()
    removal_receipts: tuple[RemovalReceipt, ...] = ()
    orders: tuple[OrderLine, ...] = ()
    returns: tuple[CustomerReturn, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    refunds: tuple[CustomerRefund, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    returns_seen_before: tuple[tuple[int, CustomerReturn], ...] = ()
    is_returnless: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The home marketplace's time zone, by which instants become days."""
        return ZoneInfo(HOME_ZONES[self.marketplace])

    def day_of(self, instant: datetime) -> date:
        """The day of an instant in the home marketplace's time zone."""
        return instant.astimezone(self.zone).date()

    def approved_on(self, line: PaymentLine) -> date:
        """The day of a payment line in the home marketplace's time zone."""
        return self.day_of(line.approved_at)

    def first_download(self) -> "World":
        """The account as the earlier, stale download showed it."""
        through = self.first_download_through
        if through is None:
            return self
        before = dict(self.seen_before)
        sheet = dict(self.inbound_before)
        lines = tuple(sheet.get(at, line) for at, line in enumerate(self.inbound))
        rows = tuple(before.get(at, row) for at, row in enumerate(self.ledger))
        came_back = dict(self.returns_seen_before)
        returns = (came_back.get(at, row) for at, row in enumerate(self.returns))
        return replace(
            self,
            name=self.name + " first",
            ledger=tuple(row for row in rows if row.day <= through),
            payments=tuple(p for p in self.payments if self.approved_on(p) <= through),
            inbound=tuple(line for line in lines if line.day is None or line.day <= through),
            removal_orders=tuple(o for o in self.removal_orders if self.day_of(o.requested_at) <= through),
            removal_shipments=tuple(b for b in self.removal_shipments if self.day_of(b.shipped_at) <= through),
            removal_receipts=tuple(r for r in self.removal_receipts if r.received_on and r.received_on <= through),
            orders=tuple(line for line in self.orders if self.day_of(line.purchased_at) <= through),
            returns=tuple(row for row in returns if self.day_of(row.returned_at) <= through),
            replacements=tuple(row for row in self.replacements if self.day_of(row.shipped_at) <= through),
            refunds=tuple(row for row in self.refunds if row.refunded_on <= through),
            settlements=tuple(s for s in self.settlements if self.day_of(s.ends_at) <= through),
        )

    def restated_by_first_download(self) -> "World":
        """The account after the stale download was imported last.

        The last import wins in every rewritten column, but a blank pair of figures
        overwrites nothing.
        """
        rows = list(self.ledger)
        through = self.first_download_through
        for at, old in self.seen_before:
            if through is None or old.day > through:
                continue
            newest = rows[at]
            is_blank = old.reconciled is None and old.unreconciled is None
            figures = newest if is_blank else old
            rows[at] = replace(old, reconciled=figures.reconciled, unreconciled=figures.unreconciled)
        sheet = dict(self.inbound_before)
        lines = tuple(
            was if (was := sheet.get(at)) and through and (was.day is None or was.day <= through) else line
            for at, line in enumerate(self.inbound)
        )
        returns = list(self.returns)
        for place, old_return in self.returns_seen_before:
            if through is not None and self.day_of(old_return.returned_at) <= through:
                returns[place] = replace(returns[place], status=old_return.status)
        return replace(self, ledger=tuple(rows), inbound=lines, returns=tuple(returns))
