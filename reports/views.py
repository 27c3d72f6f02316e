"""The frozen view of a reconciled workspace: every figure, day and sentence a page shows, as typed values.

Templates only lay out what stands here; they count, compare and look up nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from reports import rows
from reports.answers import AnswerTold
from reports.claim_views import CaseView, ClaimView
from reports.cost_gaps import CostGaps
from reports.coverage_views import Instruction, ReportCoverage
from reports.delays import Delay, Proposal
from reports.figure_views import Section
from reports.language import Language
from reports.product_views import Products
from reports.removals import Removals
from reports.shipments import Shipments

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which program and which rules made the figures, and whether the data is made up."""

    program: str
    rules: str
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum in one currency; sums of different currencies never meet."""

    currency: str
    amount: Decimal
    minor_digits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much of something: claims, units, those without a value, and the money of the rest by currency."""

    claim_count: int
    unit_count: int
    unpriced_units: int
    money: tuple[Money, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHead:
    """One account as the head of the page names it, and what to type once its reports lie in inbox/ again."""

    name: str
    marketplace: str
    refresh: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Of which day the facts are that cases are filed on, and how long they hold by the reader's clock.

    `reports` names the reports that the cases with the oldest facts rest on.
    """

    first_day: date
    valid_to: date
    reports: str
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do next: what, why or how, what to type, and the section that says more."""

    title: str
    detail: str
    money: tuple[Money, ...]
    commands: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """Claims that Amazon takes together, ready to be filed; `part` of `part_count` where one draft cannot hold them."""

    account: str
    region: str
    type_name: str
    id_name: str
    group_id: str
    part: int
    part_count: int
    title: str
    sku: str
    fnsku: str
    claim_count: int
    unit_count: int
    unpriced_units: int
    money: Money | None
    first_deadline: date | None
    days_left: int | None
    is_urgent: bool
    is_rule_verified: bool
    is_upper_bound: bool
    claim_link: str
    check_link: str
    command: str
    case_key: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """All cases of one standing in the order to file, of which the page shows the first ones at once.

    A page holds only so many rows: `left_out` cases are told to exist and no more.
    """

    standing: str
    tally: Tally
    case_count: int
    lines: tuple[CaseLine, ...]
    shown: tuple[CaseLine, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many cases a day one account files at most, and who says so."""

    cases_a_day: int
    is_verified: bool
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What can be filed today, by standing: worth a case, without a value yet, below the smallest amount."""

    worth: CaseList
    unpriced: CaseList
    below: CaseList
    first_deadline: date | None
    days_left: int | None
    unverified_claims: int
    min_case_value: str
    pace: Pace | None
    elsewhere: tuple[Choice, ...]
    today_keys: frozenset[str]

    @property
    def lists(self) -> tuple[CaseList, ...]:
        """All three in order."""
        return (self.worth, self.unpriced, self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """What ends on or before a day, claims and questions apart."""

    days: int
    last_day: date
    claimable: Tally
    review: Tally
    is_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the review rows, with what hangs on the answer."""

    number: int
    sentence: str
    similar_count: int
    tally: Tally
    first_deadline: date | None
    days_left: int | None
    is_urgent: bool
    command: str
    answers: tuple[AnswerTold, ...]
    answers_note: str
    claim_link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """All questions, the first to end first."""

    shown: tuple[Question, ...]
    hidden_count: int
    count: int
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[Row]):
    """A row of one account."""

    account: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Row]):
    """Rows of all accounts, of which a page shows the first ones."""

    shown: tuple[Entry[Row], ...]
    total: int
    hidden_count: int
    unit_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCosts:
    """The SKUs without a cost, and how to give one."""

    listing: Listing[rows.MissingCost]
    command: str
    import_command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What opens in one week, between its first and its last such day."""

    first_day: date | None
    last_day: date | None
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is too early to file."""

    tally: Tally
    weeks: tuple[Week, ...]
    delays: tuple[Delay, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter, with how many claims have it."""

    word: str
    name: str
    meaning: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTable:
    """The claims a page shows, in order of urgency, and how many there are in all.

    `reasons_on_file` are their sentences as every file has them, whatever the page's language.
    """

    lines: tuple[rows.ClaimRow, ...]
    reasons_on_file: tuple[str, ...]
    question_numbers: tuple[int, ...]
    total: int
    is_cut: bool
    statuses: tuple[Choice, ...]
    types: tuple[Choice, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetApart:
    """What the reports hold and no claim uses; nothing is dropped in silence."""

    rejected: Listing[rows.RejectedRow]
    unmatched_cover: Listing[rows.UnmatchedCover]
    unlisted_payments: Listing[rows.UnlistedPayment]
    unknown_codes: Listing[rows.UnknownCode]
    excluded_skus: Listing[rows.ExcludedSku]
    before_records: Listing[rows.BeforeRecords]
    summary_faults: Listing[rows.SummaryFault]


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeLine:
    """One line of the bridge."""

    label: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Amazon's own unreconciled figure and the parts it falls into."""

    total: BridgeLine | None
    parts: tuple[BridgeLine, ...]
    difference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An unverified rule in use."""

    account: str
    type_name: str
    region: str
    rule_id: str
    claim_count: int
    unit_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKind:
    """All changes of one kind since the last run."""

    kind: str
    name: str
    meaning: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change of one loss event: from what to what, how much of it, and why."""

    account: str
    kind: str
    name: str
    type_name: str
    reference_id: str
    event_date: date | None
    title: str
    sku: str
    fnsku: str
    claim_link: str
    before: str
    after: str
    unit_count: int
    money: Money | None
    reason: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed since the last run of an earlier day; the sentences say since when, or why nothing is compared."""

    sentences: tuple[str, ...]
    kinds: tuple[ChangeKind, ...]
    lines: tuple[ChangeLine, ...]
    is_long: bool
    total: int
    hidden_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One page, in one language."""

    language: Language
    as_of: date
    stamp: Stamp
    accounts: tuple[AccountHead, ...]
    has_several_accounts: bool
    has_data: bool
    facts: Facts
    steps: tuple[Step, ...]
    filing: Filing
    horizons: tuple[Horizon, ...]
    expired: Tally
    questions: Questions
    missing_costs: MissingCosts
    cost_gaps: CostGaps
    waiting: Waiting
    shipments: Shipments
    claims: ClaimTable
    claim_views: tuple[ClaimView, ...]
    cases: tuple[CaseView, ...]
    products: Products
    coverage: tuple[ReportCoverage, ...]
    instructions: tuple[Instruction, ...]
    coverage_line: str
    apart: SetApart
    removals: Removals
    bridge: Bridge
    figures: tuple[Section, ...]
    unverified_rules: tuple[Rule, ...]
    changes: Changes

    @property
    def further(self) -> tuple[Instruction, ...]:
        """Downloads of reports that only some claim types need and that were never loaded."""
        return tuple(one for entry in self.coverage for one in entry.instructions if one.is_further)
