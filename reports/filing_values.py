"""A case to file, as values: what it holds, where it goes, and the draft of its text.

The filing data comes in as it is (policy/filing.toml); the protocols say what of it is used here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from reports.settling import SettlingList

LEDGER: Final = "ledger_detail"
REIMBURSEMENTS: Final = "reimbursements"
NEEDS_LEDGER: Final = frozenset({"warehouse_lost", "warehouse_damaged", "reimbursement_reversed"})
"""Claim types whose drafts speak of the ledger; all speak of the payments."""

CUSTOMER_RETURNS: Final = "customer_returns"
SETTLEMENTS: Final = "settlement"
NEEDS_RETURNS: Final = frozenset({"customer_return_missing", "customer_return_damaged"})


def reports_of(claim_type: str) -> tuple[str, ...]:
    """The reports whose last days say how old a case of this claim type is: kinds, in the order to name them."""
    if claim_type in NEEDS_LEDGER:
        return (LEDGER, REIMBURSEMENTS)
    return (CUSTOMER_RETURNS, REIMBURSEMENTS) if claim_type in NEEDS_RETURNS else (REIMBURSEMENTS,)


WORTH_FILING: Final = "worth_filing"
BELOW_MIN_VALUE: Final = "below_min_value"
VALUE_UNKNOWN: Final = "value_unknown"
REPORTED: Final = "reported"
"""Put away by a person as filed: its text can be read still, nothing is to be filed."""
STANDINGS: Final = (WORTH_FILING, VALUE_UNKNOWN, BELOW_MIN_VALUE, REPORTED)


class StepData(Protocol):
    """A step as the filing data has it."""

    @property
    def action(self) -> str:
        """What kind of thing to do."""

    @property
    def text(self) -> str:
        """What to do, one or two sentences."""

    @property
    def menu(self) -> tuple[str, ...]:
        """Where, in Seller Central's words."""

    @property
    def path(self) -> str:
        """What follows the host; may be empty."""

    @property
    def field(self) -> str:
        """Into which field."""

    @property
    def value(self) -> str:
        """Which fact goes there, by name."""

    @property
    def candidates(self) -> str:
        """Which fact finds only what is then compared, by name; may be empty."""


class GroupData(Protocol):
    """How claims of a type are taken together."""

    @property
    def taken_by(self) -> str:
        """By 'product' or by 'reference'."""

    @property
    def id_name(self) -> str:
        """How that id is called."""


class RouteData(Protocol):
    """The way to file, as the filing data has it."""

    @property
    def tool(self) -> str:
        """Which tool takes the claim."""

    @property
    def steps(self) -> tuple[StepData, ...]:
        """What to do, in order."""

    @property
    def is_verified(self) -> bool:
        """Whether a person saw it in Seller Central."""

    @property
    def confidence(self) -> str:
        """The word 'certain', 'likely' or 'unsure'."""

    @property
    def source(self) -> str:
        """Who said so."""

    @property
    def checked_on(self) -> date:
        """When that was read."""

    @property
    def effective_from(self) -> date:
        """Since when it holds."""

    @property
    def note(self) -> str:
        """What else to know; may be empty."""

    @property
    def is_request(self) -> bool:
        """Whether a tool takes it as a request of its own, not as a case."""


class PaceData(Protocol):
    """How many cases a day do not look careless."""

    @property
    def cases_a_day(self) -> int:
        """At most so many, for one account."""

    @property
    def is_verified(self) -> bool:
        """Whether Amazon says so."""

    @property
    def source(self) -> str:
        """Who said so."""

    @property
    def checked_on(self) -> date:
        """When that was read."""


class FilingData(Protocol):
    """What is asked of the filing data."""

    def ticks_of(self, claim_type: str) -> tuple[StepData, ...]:
        """The looks before a claim of a type is filed."""

    def group_of(self, claim_type: str) -> GroupData | None:
        """How claims of a type are taken together."""

    def route_of(self, claim_type: str, region: str, filing_date: date) -> RouteData | None:
        """The way in force on a day."""

    def pace_on(self, filing_date: date) -> PaceData | None:
        """How many cases a day, by what is known on a day."""

    def languages_of(self, marketplace: str) -> tuple[str, ...]:
        """Languages of a draft, the marketplace's own first."""

    def host_of(self, marketplace: str) -> str:
        """The host of Seller Central."""

    def region_of(self, marketplace: str) -> str:
        """The region of a marketplace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingStep:
    """One thing to do in Seller Central.

    Attributes:
        action: tick, open, fill, answer, attach, submit or paste.
        text: what to do, in English; a message of the catalogs.
        menu: the way there in Seller Central's words, from the top bar down; may be empty.
        link: the page, where a source gives it; else ''.
        field: the field or question; '' where there is none.
        values: what goes in, one id or phrase each; several are entered one after the other.
        candidates: ids that find more than is meant: of each hit date and reference are compared.
        draft_part: 'subject' or 'body' where that part of the draft goes in; else ''.
    """

    action: str
    text: str
    menu: tuple[str, ...]
    link: str
    field: str
    values: tuple[str, ...]
    candidates: tuple[str, ...]
    draft_part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which tool takes the case, how to get through it, and how sure that is."""

    tool: str
    steps: tuple[FilingStep, ...]
    is_verified: bool
    confidence: str
    source: str
    checked_on: date
    effective_from: date
    note: str
    is_request: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A span of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDays:
    """The days of a report that a draft may speak of.

    Attributes:
        kind: the report.
        first: the first day that matters to the case.
        last: the last covered day up to the as-of date; None if the report is not loaded.
        missing: days from `first` on that no download covers.
    """

    kind: str
    first: date
    last: date | None
    missing: tuple[Days, ...]

    @property
    def is_complete(self) -> bool:
        """Whether a sentence about these days may stand."""
        return self.last is not None and not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidUnits:
    """Units of an entry that a payment made good, or perhaps did."""

    reimbursement_id: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The box, the refund or the damaged return that a claim rests on (queries/report/origin.sql)."""

    claim_id: str
    kind: str
    order_id: str
    tracking_number: str
    carrier: str
    shipped_on: date | None
    received_on: date | None
    refunded_on: date | None
    returned_on: date | None
    sku: str
    fnsku: str
    disposition: str
    place: str
    license_plates: str
    event_units: int
    received_units: int | None
    requested_units: int | None
    order_shipped_units: int | None
    box_count: int | None
    currency: str
    minor_digits: int
    money: Decimal | None
    money_units: int | None
    file_name: str
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What a draft may say of the order of its case.

    Attributes:
        returns, settlements: the days of the reports in which it denies more rows; None where it speaks of neither.
        other_paid, other_returned, other_charged: units of the order, of any product, that the match ties to no row of
            the case.
    """

    returns: ReportDays | None
    settlements: ReportDays | None
    other_paid: int
    other_returned: int
    other_charged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A line of a shipment to Amazon; ledger_units are what the ledger books as received, None without a ledger."""

    shipped_units: int
    received_units: int
    ledger_units: int | None
    shipped_on: date | None
    delivered_on: date | None
    carrier: str
    tracking_id: str
    cartons: int | None
    weight_kg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """A claim in a case; for each: lost - apart - given_back - found - graded_back - overage - reimbursed = open.

    Attributes:
        lost: units that the ledger row or the reversal took; of an underpayment, the units that were paid.
        apart: of these, units this case does not ask for (stated as reconciled and still open, or in doubt).
        found, graded_back, reimbursed: units of the whole row, those that Amazon states as reconciled included.
        given_back: units a reversal gave back; of an underpayment, units that reversals took since.
        original_id: the payment that a reversal reverses, as the report names it.
        paid_amount: what was paid in all for `lost` units of an underpayment.
        cost_price: the approved cost per unit that an underpayment is held against.
        converted: day and exchange rates, where the cost of a unit is kept in another currency.
        paid_by: the payments behind `reimbursed`.
        perhaps_paid_by, perhaps_found: payments and found units in doubt for the row; their units are in `apart`.
        overage: units of the product that came in surplus elsewhere, or under another line.
        shipped: the line of the shipment, where the claim is of one.
    """

    claim_id: str
    product: str
    reference_id: str
    event_date: date
    marketplace: str
    sku: str
    fnsku: str
    asin: str
    fulfillment_center: str
    reason_code: str
    lost: int
    apart: int
    given_back: int
    found: int
    graded_back: int
    reimbursed: int
    open: int
    unit_value: Decimal | None
    amount: Decimal | None
    deadline: date | None
    is_rule_verified: bool
    original_id: str = ""
    paid_on: date | None = None
    paid_amount: Decimal | None = None
    cost_price: Decimal | None = None
    cost_approved_on: date | None = None
    converted: str = ""
    paid_by: tuple[PaidUnits, ...] = ()
    perhaps_paid_by: tuple[PaidUnits, ...] = ()
    perhaps_found: int = 0
    #: units of a refund that came back, and units for which the customer was charged again
    returned: int = 0
    charged: int = 0
    origin: Origin | None = None
    overage: int = 0
    shipped: Shipped | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseToFile:
    """Claims that Amazon takes as one case, with everything a person needs to file it.

    Attributes:
        case_key: the same on every run for the same group and part; fit for an anchor or a file name.
        region: where stock lies and money flows; marketplace: where the case is filed.
        group_id: the FNSKU (the SKU where there is none) or the id of the payment; id_name: how that is called.
        part: number of the case among `part_count` of its group, from 1; a draft holds only so many ids.
        standing: worth_filing, below_min_value (of the whole group), or value_unknown.
        amount: the sum of what is valued; None if nothing is. unvalued_units: units without a value.
        urgency: 0, 1, 2 = the last day is within 3, 7, 14 days; 3 = later or unknown.
        ledger, payments: the days of the two reports that the draft may speak of.
        found_lines, paid_lines: every found unit (of damaged units: unit graded back) and every payment line of the
            same products within these days, whatever it belongs to.
        facts_of: the last day that all reports of the draft cover; None if one is not loaded.
        sister_ids: the id by which the subject of each other part of the group is known, in the order of the parts.
    """

    case_key: str
    account: str
    region: str
    marketplace: str
    claim_type: str
    group_id: str
    id_name: str
    part: int
    part_count: int
    standing: str
    entries: tuple[CaseEntry, ...]
    unit_count: int
    currency: str
    minor_digits: int
    amount: Decimal | None
    unvalued_units: int
    first_deadline: date | None
    days_left: int | None
    urgency: int
    is_rule_verified: bool
    languages: tuple[str, ...]
    as_of: date
    facts_of: date | None
    ledger: ReportDays
    payments: ReportDays
    found_lines: SettlingList
    paid_lines: SettlingList
    sister_ids: tuple[str, ...]
    ticks: tuple[FilingStep, ...]
    route: Route | None
    order: OrderFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What a draft could not state: days of a report, or an id (`reference_id`, `fnsku`) that nothing gives."""

    kind: str
    days: Days | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text of a case in one language.

    Attributes:
        head: for the person who files, never pasted: of when the facts are, what to do first.
        subject, body: what is pasted; together under 1,500 characters.
        facts_of, valid_to: the facts are of the one day and good until the other; None if a report is not loaded.
        is_stale: filed later than `valid_to`: refresh first.
        missing: what is not loaded or not known, and therefore not said.
        is_ready: neither stale nor lacking anything.
    """

    language: str
    subject: str
    body: str
    head: str
    facts_of: date | None
    valid_to: date | None
    is_stale: bool
    missing: tuple[Missing, ...]
    is_ready: bool
