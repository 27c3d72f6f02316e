"""A look back in sentences and sums: of what would have been claimed then, what was made good without a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from reports import views
from reports.backtest_rows import AccountBacktest, OutcomeRow, OutcomeTotal
from reports.downloads import LEDGER, REIMBURSEMENTS
from reports.formats import count_text, day_text, money_text, number_text, span_text
from reports.language import LANGUAGES, N_, Language, _, gettext, speaking, spoken_language
from reports.tally import money_sums
from reports.words import CLAIM_TYPE, REPORT_KIND, STATUS, spoken

OUTCOME: Final[Mapping[str, tuple[str, str]]] = {
    "paid": (N_("Paid by Amazon by itself"), N_("a payment that came since and names no case")),
    "found": (N_("Found again"), N_("a unit that came to light since")),
    "graded_back": (N_("Graded back to sellable"), N_("the damaged unit is on sale again")),
    "returned": (N_("Returned"), N_("the customer sent it back since")),
    "charged": (N_("Charged to the customer"), N_("Amazon took the refund back and gave you the money")),
    "received": (N_("Arrived after all"), N_("received since, in a shipment or from a removal")),
    "taken_back": (N_("Paid and taken back"), N_("Amazon paid and reversed the payment since")),
    "moved": (N_("Covered by older rows"), N_("rows known then belong to this loss now, first in, first out")),
    "gone": (N_("No loss any more"), N_("the reports of today no longer show it as one")),
    "paid_in_case": (N_("Paid in a case"), N_("a payment that names a case, or of a claim that you put away as filed")),
    "taken_back_in_case": (N_("Paid in a case and taken back"), N_("the payment of a case, reversed since")),
    "open": (N_("Still open"), N_("nothing has made it good")),
    "in_question": (N_("Open, in question"), N_("a person must look: something may have made it good since")),
}
"""By outcome as it is told: its name, and what that means."""

LINE_LIMIT: Final = 500
"""Lines of the page: what a person reads; all of them are in the CSV."""
_PERCENT: Final = 100
_ORDER: Final = {name: place for place, name in enumerate(OUTCOME)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSum:
    """Units of one outcome, and what they would have been claimed for."""

    key: str
    name: str
    meaning: str
    units: int
    money: tuple[views.Money, ...]
    unpriced_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSum:
    """The units of one claim type and currency, and what became of them."""

    claim_type: str
    name: str
    currency: str
    minor_digits: int
    units: int
    amount: Decimal
    unpriced_units: int
    without_claim: int
    in_case: int
    open: int

    @property
    def money(self) -> views.Money:
        """What they would have been claimed for, without the units that have no value."""
        return views.Money(currency=self.currency, amount=self.amount, minor_digits=self.minor_digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """One outcome of one claim, with the row of a report that tells it."""

    type_name: str
    reference_id: str
    event_date: date | None
    sku: str
    fnsku: str
    outcome: str
    units: int
    units_claimed: int
    money: views.Money | None
    cover_id: str
    covered_on: date | None
    case_id: str
    paid: views.Money | None
    place: str
    is_settled_since: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestPart:
    """One account."""

    name: str
    sentences: tuple[str, ...]
    outcomes: tuple[OutcomeSum, ...]
    types: tuple[TypeSum, ...]
    lines: tuple[OutcomeLine, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestView:
    """The page of a look back, in one language."""

    language: Language
    as_of: date
    then: date
    days: int
    stamp: views.Stamp
    has_several_accounts: bool
    coverage_line: str
    parts: tuple[BacktestPart, ...]


def views_of(found: Sequence[AccountBacktest], stamp: views.Stamp) -> tuple[BacktestView, ...]:
    """The page in every language.

    Args:
        found: the accounts, at least one; they may look back from different days, the page bears that of the first.
        stamp: program and rule data.
    """
    told = []
    for language in LANGUAGES:
        with speaking(language):
            first = found[0]
            told.append(
                BacktestView(
                    language=spoken_language(),
                    as_of=first.as_of,
                    then=first.then,
                    days=(first.as_of - first.then).days,
                    stamp=stamp,
                    has_several_accounts=len(found) > 1,
                    coverage_line=" ".join(_coverage(one, has_name=len(found) > 1) for one in found),
                    parts=tuple(_part(one) for one in found),
                )
            )
    return tuple(told)


def sentences_of(found: AccountBacktest) -> list[str]:
    """What the look back says, the honest figure first, in the language spoken now."""
    claimed = [row for row in found.totals if not row.is_settled_since]
    settled = [row for row in found.totals if row.is_settled_since]
    then, now = day_text(found.then), day_text(found.as_of)
    units = _units(claimed)
    if units:
        told = [
            _("As of {then} these rules would have claimed {units}{worth}.").format(
                then=then, units=count_text(units, "unit"), worth=_worth(claimed)
            ),
            *_claimed(claimed, units, now),
        ]
    else:
        told = [_("As of {then} these rules would have claimed nothing.").format(then=then)]
    if settled:
        told += _settled(settled, claimed, then)
    told.append(
        _(
            "A replay knows the rows up to its day, but figures that Amazon rewrites (reconciled units, the status of "
            "returns and shipments) are as known now: on the day itself more may have been open."
        )
    )
    return told


def _claimed(claimed: Sequence[OutcomeTotal], units: int, now: str) -> list[str]:
    early = _units(row for row in claimed if row.is_without_claim)
    told = [
        _(
            "Of {units}, {early} ({share}) would have been premature or false: made good without a claim, or no loss "
            "any more, by {now}."
        ).format(units=count_text(units, "unit"), early=number_text(early), share=_share(early, units), now=now)
        if early
        else _("Not one of them was made good without a claim by {now}: no claim would have been premature.").format(
            now=now
        )
    ]
    if in_case := _units(row for row in claimed if row.is_in_case):
        told.append(_("{units} came back after a case.").format(units=count_text(in_case, "unit")))
    still = [row for row in claimed if row.outcome == "open"]
    if still:
        asked = _units(row for row in still if row.now_status == "review")
        late = _units(row for row in still if row.now_status == "expired")
        sentence = _("Still open, made good by nothing to this day: {units}{worth}.")
        told.append(sentence.format(units=count_text(_units(still), "unit"), worth=_worth(still)))
        if asked:
            told.append(
                _(
                    "Of these, {units} would be a question today and no claim: something may have made them good."
                ).format(units=count_text(asked, "unit"))
            )
        if late:
            told.append(
                _(
                    "Of these, {units} could no longer be filed today; whether a payment of another kind may have made "
                    "them good is not asked of such."
                ).format(units=count_text(late, "unit"))
            )
    return told


def _settled(settled: Sequence[OutcomeTotal], claimed: Sequence[OutcomeTotal], then: str) -> list[str]:
    """The blind spot of a replay: what the ledger calls reconciled today it may have called open on that day."""
    late = _units(row for row in settled if row.is_without_claim)
    if not late:
        return []
    early = late + _units(row for row in claimed if row.is_without_claim)
    units = late + _units(claimed)
    return [
        _(
            "Beside them, made good only after {then}: {late} that the ledger of today calls reconciled; the ledger of "
            "that day need not have. With these, {early} of {units} ({share}) would have been premature or false."
        ).format(
            late=count_text(late, "unit"),
            then=then,
            early=number_text(early),
            units=count_text(units, "unit"),
            share=_share(early, units),
        )
    ]


def _part(found: AccountBacktest) -> BacktestPart:
    rows = sorted(
        found.rows,
        key=lambda row: (
            row.is_settled_since,
            _ORDER[told_outcome(row)],
            row.claim_type,
            -(row.amount or 0),
            row.claim_id,
            row.place,
        ),
    )
    claimed = [row for row in found.totals if not row.is_settled_since]
    return BacktestPart(
        name=found.name,
        sentences=tuple(sentences_of(found)),
        outcomes=tuple(_outcome_sum(key, claimed) for key in OUTCOME if any(told_outcome(r) == key for r in claimed)),
        types=sums_by_type(found),
        lines=tuple(_line(row) for row in rows[:LINE_LIMIT]),
        total=len(rows),
    )


def sums_by_type(found: AccountBacktest) -> tuple[TypeSum, ...]:
    """What would have been claimed, and what became of it, by claim type and currency."""
    claimed = [row for row in found.totals if not row.is_settled_since]
    pairs = sorted({(row.claim_type, row.currency) for row in claimed})
    return tuple(_type_sum(claim_type, currency, claimed) for claim_type, currency in pairs)


def told_outcome(row: OutcomeRow | OutcomeTotal) -> str:
    """The key of OUTCOME under which a row is told."""
    if row.outcome == "open":
        return "in_question" if row.now_status == "review" else "open"
    return f"{row.outcome}_in_case" if row.is_in_case else row.outcome


def outcome_name(row: OutcomeRow) -> str:
    """The outcome of a row in the language spoken now, with the status of what is open."""
    name = gettext(OUTCOME[told_outcome(row)][0])
    if row.outcome != "open" or row.now_status in {"review", "claimable"}:
        return name
    return _("{outcome}: {status}").format(outcome=name, status=spoken(STATUS, row.now_status))


def _outcome_sum(key: str, totals: Sequence[OutcomeTotal]) -> OutcomeSum:
    own = [row for row in totals if told_outcome(row) == key]
    name, meaning = OUTCOME[key]
    return OutcomeSum(
        key=key,
        name=gettext(name),
        meaning=gettext(meaning),
        units=_units(own),
        money=_money(own),
        unpriced_units=sum(row.unpriced_units for row in own),
    )


def _type_sum(claim_type: str, currency: str, totals: Sequence[OutcomeTotal]) -> TypeSum:
    own = [row for row in totals if (row.claim_type, row.currency) == (claim_type, currency)]
    return TypeSum(
        claim_type=claim_type,
        name=spoken(CLAIM_TYPE, claim_type),
        currency=currency,
        minor_digits=max(row.minor_digits for row in own),
        units=_units(own),
        amount=sum((row.amount for row in own), Decimal(0)),
        unpriced_units=sum(row.unpriced_units for row in own),
        without_claim=_units(row for row in own if row.is_without_claim),
        in_case=_units(row for row in own if row.is_in_case),
        open=_units(row for row in own if row.outcome == "open"),
    )


def _line(row: OutcomeRow) -> OutcomeLine:
    def money(amount: Decimal | None, currency: str) -> views.Money | None:
        return None if amount is None else views.Money(currency=currency, amount=amount, minor_digits=row.minor_digits)

    return OutcomeLine(
        type_name=spoken(CLAIM_TYPE, row.claim_type),
        reference_id=row.reference_id,
        event_date=row.event_date,
        sku=row.sku,
        fnsku=row.fnsku,
        outcome=outcome_name(row),
        units=row.units,
        units_claimed=row.units_claimed,
        money=money(row.amount, row.currency),
        cover_id=row.cover_id,
        covered_on=row.covered_on,
        case_id=row.case_id,
        paid=money(row.paid_amount, row.paid_currency),
        place=_place(row.cover_file, row.cover_line) or _place(row.loss_file, row.loss_line),
        is_settled_since=row.is_settled_since,
    )


def _place(file_name: str, line: int | None) -> str:
    return _("{file} line {line}").format(file=file_name, line=line) if file_name else ""


def _coverage(found: AccountBacktest, *, has_name: bool) -> str:
    told = []
    for kind in (LEDGER, REIMBURSEMENTS):
        days = _("; ").join(span_text(first, last) for one, first, last in found.coverage if one == kind)
        told.append(_("{report}: {days}.").format(report=spoken(REPORT_KIND, kind), days=days or _("nothing")))
    said = " ".join(told)
    return _("{account}: {said}").format(account=found.name, said=said) if has_name else said


def _units(totals: Iterable[OutcomeTotal]) -> int:
    return sum(row.units for row in totals)


def _money(totals: Iterable[OutcomeTotal]) -> tuple[views.Money, ...]:
    return money_sums(
        views.Money(currency=row.currency, amount=row.amount, minor_digits=row.minor_digits) for row in totals
    )


def _worth(totals: Sequence[OutcomeTotal]) -> str:
    """', worth USD 12.00'; nothing where no unit has a value."""
    sums = [money_text(one.currency, one.amount, one.minor_digits) for one in _money(totals)]
    return _(", worth {sums}").format(sums=_(", ").join(sums)) if sums else ""


def _share(part: int, whole: int) -> str:
    """Whole per cent; never 0 % of something, never 100 % of less than all."""
    percent = round(_PERCENT * part / whole)
    if 0 < part < whole:
        percent = min(max(percent, 1), _PERCENT - 1)
    return _("{n}\u00a0%").format(n=percent)
