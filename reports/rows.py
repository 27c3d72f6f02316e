"""The rows that the queries under queries/report/ give, one frozen class a query, field for column.

A query whose columns and its class differ fails at the first row, not in the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim, with its place in the order of urgency."""

    urgency: int
    largest_rank: int
    question_key: str | None
    claim_id: str
    account: str
    marketplace: str
    region: str
    claim_type: str
    status: str
    status_reason: str
    reference_id: str
    event_date: date | None
    product: str
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
    minor_digits: int
    unit_value: Decimal | None
    value_basis: str
    amount: Decimal | None
    cost_price: Decimal | None
    window_opens: date | None
    deadline: date | None
    days_left: int | None
    case_id: str | None
    rule_id: str | None
    is_rule_verified: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTotal:
    """Claims, units and money of one status, claim type and currency."""

    status: str
    claim_type: str
    currency: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """What ends within a number of days, of one status and currency."""

    horizon_days: int
    status: str
    currency: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


def question_code(question_key: str) -> str:
    """The code of a question, without what is in doubt."""
    return question_key.partition(" ")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One question of the review rows, in one currency; `claim_ids` are the first of its claims."""

    question_key: str
    currency: str
    minor_digits: int
    sentence: str
    sentence_count: int
    example_claim_id: str
    claim_ids: list[str]
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal
    first_deadline: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCost:
    """One SKU whose open units have no value; the totals count every such SKU."""

    sku: str
    fnsku: str
    title: str
    claim_count: int
    unit_count: int
    claimable_units: int
    first_event_date: date | None
    first_deadline: date | None
    sku_total: int
    unit_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingWeek:
    """What opens in one week, in one currency; no week where the day is unknown."""

    week_begins: date | None
    first_day: date | None
    last_day: date | None
    currency: str
    minor_digits: int
    claim_count: int
    unit_count: int
    unpriced_units: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class UnverifiedRule:
    """A rule in use that nobody has verified."""

    rule_id: str
    claim_type: str
    region: str
    claim_count: int
    unit_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageSpan:
    """Days that the downloads of one kind of report cover without a hole."""

    kind: str
    first_day: date
    last_day: date
    day_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNeed:
    """A report that a claim type rests on; `role` is loss, cover or value, `fresh_days` None where days say nothing."""

    claim_type: str
    report: str
    role: str
    fresh_days: int | None
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerGap:
    """Days that the ledger's detail lacks, as its summary proves: uncovered, empty, or differing."""

    state: str
    first_day: date
    last_day: date
    product_count: int
    product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFault:
    """A row of the ledger's summary that contradicts itself (sum) or the row before it (next)."""

    what: str
    first_day: date
    last_day: date
    product: str
    disposition: str
    location: str
    computed_units: int
    stated_units: int
    file_name: str
    line: int
    row_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadTotal:
    """What was imported of one kind of report."""

    kind: str
    download_count: int
    rows_read: int
    rows_rejected: int
    is_used: bool
    imported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """One row that could not be read."""

    download_id: int
    line: int
    file_name: str
    reason: str
    row_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmatchedCover:
    """A payment or find that we could not tie to a loss."""

    claim_type: str
    fnsku: str
    source: str
    reference_id: str
    event_date: date | None
    units: int
    row_total: int
    unit_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedPayment:
    """A payment line that no rule could use."""

    reimbursement_id: str
    approved_on: date | None
    reason: str
    sku: str
    currency: str
    amount: Decimal | None
    why: str
    row_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCode:
    """A ledger reason code that no rule names."""

    code: str
    row_count: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedSku:
    """A SKU that is never claimed."""

    sku: str
    fnsku: str
    units: int
    reason: str
    row_total: int
    unit_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeRecords:
    """Losses older than the records."""

    row_count: int
    units: int
    records_begin: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDelay:
    """After how many days Amazon paid by itself."""

    claim_type: str
    region: str
    payment_count: int
    median_days: int
    p95_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleProposal:
    """Settle days that the account's own payments propose, and those set."""

    claim_type: str
    setting: str
    settle_days: int
    proposed_days: int
    payment_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeRow:
    """One line of the bridge to Amazon's own unreconciled figure; position 0 is that figure."""

    position: int
    label: str
    units: int
