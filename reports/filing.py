"""What to file: claimable claims as the cases Amazon takes, most urgent first, with the way to file each."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

import duckdb

from reports.drafts import fits, primary_id
from reports.filing_rows import CoverUnits, FilingClaim, FilingFacts, ShipmentRow, read_facts
from reports.filing_steps import route_of, steps_of
from reports.filing_values import (
    BELOW_MIN_VALUE,
    LEDGER,
    NEEDS_LEDGER,
    REIMBURSEMENTS,
    REPORTED,
    STANDINGS,
    VALUE_UNKNOWN,
    WORTH_FILING,
    CaseEntry,
    CaseToFile,
    Days,
    FilingData,
    PaidUnits,
    ReportDays,
    Shipped,
)
from reports.origins import with_order
from reports.rows import CoverageSpan
from reports.settling import PAYMENT, SettlingLine, SettlingList, first_day, listed

URGENT_WITHIN: Final = (3, 7, 14)
USUAL_ENTRIES: Final = 8
"""About so many entries fill a draft."""
LEAST_NAMED: Final = 1
"""Of payments and of found units a draft of several entries names at least one, where there is one."""
MOST_NAMED: Final = 8
FOUND_SOURCE: Final = {
    "warehouse_lost": "found",
    "warehouse_damaged": "graded_back",
    "reimbursement_reversed": "found",
}
"""Which units of the ledger a draft lists beside the payments."""
GroupKey = tuple[str, str, str, str, str]


def cases_to_file(
    con: duckdb.DuckDBPyConnection,
    *,
    account: str,
    marketplace: str,
    as_of: date,
    min_case_value: Decimal,
    filing: FilingData,
) -> tuple[CaseToFile, ...]:
    """Every claimable claim in exactly one case: those worth filing first, then those without a value, then the small.

    Claims that a person put away as filed come last, in cases of their own.

    Needs the tables of a fresh run on `con`, those that queries/report/filing_claim, draft_* and settling_line read;
    the claims kept from an earlier run are not enough.

    Args:
        con: the account's connection after `reconcile`.
        account: its name in the configuration.
        marketplace: its home marketplace's code.
        as_of: the day for which the claims were computed; the filing day.
        min_case_value: the smallest amount worth a case, in the currency of the claim, for a whole group.
        filing: how claims are taken together, and the way to file them (reconcile.policy.filing.load_filing).
    """
    facts = read_facts(con, as_of)
    groups: dict[GroupKey, list[FilingClaim]] = defaultdict(list)
    for claim in facts.claims:
        groups[_group_key(claim, filing)].append(claim)
    maker = _CaseMaker(
        facts=facts,
        account=account,
        home=marketplace,
        as_of=as_of,
        min_case_value=min_case_value,
        filing=filing,
    )
    return _most_urgent_first([case for key, claims in sorted(groups.items()) for case in maker.cases(key, claims)])


def _group_key(claim: FilingClaim, filing: FilingData) -> GroupKey:
    """Region, claim type, currency, id, what a person said it was filed as; without an id a claim stands alone."""
    rule = filing.group_of(claim.claim_type)
    found = claim.product if rule and rule.taken_by == "product" else claim.reference_id
    return claim.region, claim.claim_type, claim.currency, found or claim.claim_id, claim.reported_as


def _most_urgent_first(cases: list[CaseToFile]) -> tuple[CaseToFile, ...]:
    """By standing, then by urgency; within one the largest of each currency first, never sums of different money.

    What ends within the first band comes by its last day, for a seller files some a day, and one more day is too late.
    """
    by_size = sorted(cases, key=lambda case: (-(case.amount or 0), case.first_deadline or date.max, case.case_key))
    seen: Counter[tuple[str, tuple[int, int], str]] = Counter()
    ranks: dict[str, int] = {}
    for case in by_size:
        place = (case.standing, due(case), case.currency)
        seen[place] += 1
        ranks[case.case_key] = seen[place]
    return tuple(
        sorted(
            cases,
            key=lambda case: (
                STANDINGS.index(case.standing),
                due(case),
                ranks[case.case_key],
                case.currency,
                case.case_key,
            ),
        )
    )


def due(case: CaseToFile) -> tuple[int, int]:
    """How urgent a case is: its band, and within the first band the days left."""
    return case.urgency, (case.days_left or 0) if case.urgency == 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What is the same for all cases of a group, and their entries in order of date."""

    key: GroupKey
    entries: tuple[CaseEntry, ...]
    marketplace: str
    id_name: str
    minor_digits: int
    standing: str


class _CaseMaker:
    """Makes the cases of a group; holds what is the same for all of them."""

    def __init__(
        self,
        *,
        facts: FilingFacts,
        account: str,
        home: str,
        as_of: date,
        min_case_value: Decimal,
        filing: FilingData,
    ) -> None:
        self.facts = facts
        self.account = account
        self.home = home
        self.as_of = as_of
        self.min_case_value = min_case_value
        self.filing = filing

    def cases(self, key: GroupKey, claims: Sequence[FilingClaim]) -> list[CaseToFile]:
        """The group as one case, or as many as its drafts need; each has its own entries and arithmetic."""
        ordered = sorted(claims, key=lambda claim: (claim.event_date, claim.reference_id, claim.claim_id))
        group = _Group(
            key=key,
            entries=tuple(self._entry(claim) for claim in ordered),
            marketplace=self._filed_at(key[0], ordered),
            id_name=self._id_name(key[1], ordered),
            minor_digits=max(claim.minor_digits for claim in ordered),
            standing=self._standing(ordered),
        )
        pieces = self._pieces(group)
        made = [
            self._filled(group, piece, part=number, part_count=len(pieces))
            for number, piece in enumerate(pieces, start=1)
        ]
        ids = [primary_id(case) for case in made]
        return [
            replace(
                case,
                sister_ids=tuple(ids[: case.part - 1] + ids[case.part :]),
                ticks=steps_of(self.filing.ticks_of(case.claim_type), case, self.filing),
                route=route_of(case, self.filing),
            )
            for case in made
        ]

    def _filled(self, group: _Group, entries: tuple[CaseEntry, ...], *, part: int, part_count: int) -> CaseToFile:
        """The case, naming as many payments and found units as its drafts hold."""
        case = self._case(group, entries, part=part, part_count=part_count, most=None)
        longest = max(len(case.paid_lines.named), len(case.found_lines.named))
        if not longest or (longest <= MOST_NAMED and fits(case)):
            return case
        for most in range(min(longest, MOST_NAMED), -1, -1):
            case = self._case(group, entries, part=part, part_count=part_count, most=most)
            if fits(case):
                break
        return case

    def _pieces(self, group: _Group) -> list[tuple[CaseEntry, ...]]:
        """The entries in as few runs as the drafts hold. A single entry is never parted, so never measured."""
        rest = group.entries
        if len(rest) == 1 or fits(self._case(group, rest, part=1, part_count=1)):
            return [rest]
        pieces = []
        guess = USUAL_ENTRIES
        while rest:
            guess = self._that_fit(group, rest, guess)
            pieces.append(rest[:guess])
            rest = rest[guess:]
        return pieces

    def _that_fit(self, group: _Group, entries: tuple[CaseEntry, ...], guess: int) -> int:
        """How many of the first entries one draft holds; at least one. A good guess saves most of the writing."""
        most = len(group.entries) + 1000
        low, high = 1, len(entries) + 1
        count = guess
        while high - low > 1:
            count = min(max(count, low + 1), high - 1)
            # Written as the last of the most parts there can be: the numbers are then as long as they get.
            is_short = fits(self._case(group, entries[:count], part=most, part_count=most))
            low, high = (count, high) if is_short else (low, count)
            count += 1 if is_short else -1
        return low

    def _standing(self, claims: Sequence[FilingClaim]) -> str:
        if claims[0].reported_as:
            return REPORTED
        known = [claim.amount for claim in claims if claim.amount is not None]
        if known and sum(known) >= self.min_case_value:
            return WORTH_FILING
        return BELOW_MIN_VALUE if len(known) == len(claims) else VALUE_UNKNOWN

    def _case(
        self,
        group: _Group,
        entries: tuple[CaseEntry, ...],
        *,
        part: int,
        part_count: int,
        most: int | None = LEAST_NAMED,
    ) -> CaseToFile:
        """The case of some entries of a group, as yet without its steps; of each list at most so many are named."""
        region, claim_type, currency, group_id, _reported_as = group.key
        amounts = [entry.amount for entry in entries if entry.amount is not None]
        first_deadline = min((entry.deadline for entry in entries if entry.deadline), default=None)
        days_left = (first_deadline - self.as_of).days if first_deadline else None
        lines = [line for product in {entry.product for entry in entries} for line in self.facts.lines.get(product, ())]
        paid = [line for line in lines if line.source == PAYMENT]
        found = [line for line in lines if line.source == FOUND_SOURCE.get(claim_type)]
        references = {entry.reference_id for entry in entries if entry.reference_id}
        payments = self._report_days(REIMBURSEMENTS, self._first_of(REIMBURSEMENTS, entries, paid, references))
        ledger = self._report_days(LEDGER, self._first_of(LEDGER, entries, found, references))
        case = CaseToFile(
            case_key=_case_key(self.account, group.key, part),
            account=self.account,
            region=region,
            marketplace=group.marketplace,
            claim_type=claim_type,
            group_id=group_id,
            id_name=group.id_name,
            part=part,
            part_count=part_count,
            standing=group.standing,
            entries=entries,
            unit_count=sum(entry.open for entry in entries),
            currency=currency,
            minor_digits=group.minor_digits,
            amount=sum(amounts, Decimal(0)) if amounts else None,
            unvalued_units=sum(entry.open for entry in entries if entry.amount is None),
            first_deadline=first_deadline,
            days_left=days_left,
            urgency=_urgency(days_left),
            is_rule_verified=all(entry.is_rule_verified for entry in entries),
            languages=self.filing.languages_of(group.marketplace),
            as_of=self.as_of,
            facts_of=_facts_of(claim_type, ledger, payments),
            ledger=ledger,
            payments=payments,
            found_lines=_within(found, ledger, references, most),
            paid_lines=_within(paid, payments, references, most),
            sister_ids=(),
            ticks=(),
            route=None,
        )
        return with_order(case, self.facts.origins, self._report_days)

    def _entry(self, claim: FilingClaim) -> CaseEntry:
        """A claim with the arithmetic of its row: what the row took, and where each unit went."""
        tied = self.facts.cover.get(claim.claim_id, ())
        covered: Counter[str] = Counter()
        for given in tied:
            if given.is_counted:
                covered[given.source] += given.units
        row = self.facts.ledger_rows.get(claim.claim_id)
        payment = self.facts.payment_rows.get(claim.claim_id)
        shipment = self.facts.shipment_rows.get(claim.claim_id)
        is_underpaid = claim.claim_type == "reimbursement_underpaid"
        lost, given_back = claim.quantity_lost, 0
        if row:
            lost = row.row_units
        elif shipment:
            lost = shipment.lost_units
        elif payment and is_underpaid:
            lost, given_back = payment.paid_units, payment.taken_units
        elif payment:
            lost, given_back = payment.taken_units, payment.given_units
        return CaseEntry(
            claim_id=claim.claim_id,
            product=claim.product,
            reference_id=claim.reference_id,
            event_date=claim.event_date,
            marketplace=claim.marketplace,
            sku=claim.sku,
            fnsku=claim.fnsku,
            asin=claim.asin,
            fulfillment_center=claim.fulfillment_center,
            reason_code=claim.reason_code,
            lost=lost,
            apart=lost - given_back - sum(covered.values()) - claim.quantity_open,
            given_back=given_back,
            found=covered["found"],
            graded_back=covered["graded_back"],
            reimbursed=covered["reimbursement"],
            open=claim.quantity_open,
            unit_value=claim.unit_value,
            amount=claim.amount,
            deadline=claim.deadline,
            is_rule_verified=claim.is_rule_verified,
            original_id=payment.original_id if payment else "",
            paid_on=payment.paid_on if payment else None,
            paid_amount=payment.paid_amount if payment else None,
            cost_price=payment.cost_price if payment else None,
            cost_approved_on=payment.cost_approved_on if payment else None,
            converted=self.facts.conversions.get(claim.claim_id, ""),
            paid_by=_payments(given for given in tied if given.is_counted),
            perhaps_paid_by=_payments(given for given in tied if given.is_doubt),
            perhaps_found=sum(given.units for given in tied if given.is_doubt and given.source == "found"),
            returned=covered["return"],
            charged=covered["retrocharge"],
            overage=covered["overage"],
            shipped=_shipped(shipment) if shipment else None,
            origin=self.facts.origins.of_claim.get(claim.claim_id),
        )

    def _id_name(self, claim_type: str, claims: Sequence[FilingClaim]) -> str:
        rule = self.filing.group_of(claim_type)
        if rule and rule.taken_by == "product" and not all(claim.fnsku for claim in claims):
            return "SKU"
        return rule.id_name if rule else "Reference ID"

    def _filed_at(self, region: str, claims: Sequence[FilingClaim]) -> str:
        """The marketplace whose Seller Central takes the case: home if it is of the region, else the claims' own."""
        if self.filing.region_of(self.home) == region:
            return self.home
        counted = Counter(claim.marketplace for claim in claims)
        return min(counted, key=lambda code: (-counted[code], code))

    def _first_of(
        self, kind: str, entries: Sequence[CaseEntry], lines: Sequence[SettlingLine], references: Collection[str]
    ) -> date:
        """From when on a report matters, where one stretch of coverage reaches back so far; else from the events on.

        Of reversals the ledger matters from the payment on.
        """
        event = min(entry.event_date for entry in entries)
        paid_on = min((entry.paid_on for entry in entries if entry.paid_on and kind == LEDGER), default=event)
        first = min(paid_on, first_day(event, lines, references))
        spans = self.facts.coverage.get(kind, ())
        reached = next((span.first_day for span in spans if span.first_day <= event <= span.last_day), event)
        return min(event, max(first, reached))

    def _report_days(self, kind: str, first: date) -> ReportDays:
        spans = [span for span in self.facts.coverage.get(kind, ()) if span.first_day <= self.as_of]
        last = max((min(span.last_day, self.as_of) for span in spans), default=None)
        missing = () if last is None else _holes(spans, first, last if last >= first else self.as_of)
        return ReportDays(kind=kind, first=first, last=last, missing=missing)


def _within(
    lines: Iterable[SettlingLine], days: ReportDays, references: Collection[str], most: int | None
) -> SettlingList:
    last = days.last
    inside = [line for line in lines if last is not None and days.first <= line.event_date <= last]
    return listed(inside, references, most)


def _shipped(row: ShipmentRow) -> Shipped:
    return Shipped(**{field.name: getattr(row, field.name) for field in fields(Shipped)})


def _payments(given: Iterable[CoverUnits]) -> tuple[PaidUnits, ...]:
    """The payments among it with their units, in order of date."""
    units: Counter[str] = Counter()
    for one in given:
        if one.source == "reimbursement":
            units[one.reimbursement_id] += one.units
    return tuple(PaidUnits(reimbursement_id=id_, units=count) for id_, count in units.items())


def _case_key(account: str, key: GroupKey, part: int) -> str:
    told = "|".join((account, *filter(None, key[4:]), *key[:4], str(part)))
    return f"C-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _urgency(days_left: int | None) -> int:
    if days_left is None:
        return len(URGENT_WITHIN)
    return next((number for number, days in enumerate(URGENT_WITHIN) if days_left <= days), len(URGENT_WITHIN))


def _facts_of(claim_type: str, ledger: ReportDays, payments: ReportDays) -> date | None:
    """The last day that every report of the draft covers."""
    reports = [ledger, payments] if claim_type in NEEDS_LEDGER else [payments]
    days = [report.last for report in reports if report.last]
    return min(days) if len(days) == len(reports) else None


def _holes(spans: Sequence[CoverageSpan], first: date, last: date) -> tuple[Days, ...]:
    """The days from `first` to `last` that no span covers; spans do not touch each other."""
    one = timedelta(days=1)
    inside = sorted(
        (max(span.first_day, first), min(span.last_day, last))
        for span in spans
        if span.first_day <= last and span.last_day >= first
    )
    edges = [(first - one, first - one), *inside, (last + one, last + one)]
    return tuple(
        Days(first=before + one, last=after - one)
        for (_, before), (after, _) in pairwise(edges)
        if before + one < after
    )
