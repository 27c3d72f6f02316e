"""The frozen view of a claim: its row of the table, its chain of evidence, and the case it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from reports.claim_facts import ClaimTrace
from reports.drafts import VALID_DAYS, UnknownDraftError, draft_text
from reports.filing_values import CaseToFile, Draft, FilingStep, reports_of
from reports.language import ENGLISH, LANGUAGES, speaking
from reports.rows import ClaimRow, question_code
from reports.status_told import StatusTold, sentence_of

CLAIM_PAGE: Final = "claim"
"""The page beside the first one; the claim stands behind the #, and after a slash the section to go to."""
SOURCES_APART: Final = "; "
"""What stands between the sources of a rule."""
DAY: Final = timedelta(days=1)
READING_LANGUAGES: Final = tuple(language.code for language in LANGUAGES if language is not ENGLISH)
"""A page that is not in English tells in its own language what the draft says, for whoever sends it must know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingView:
    """Another claim of the same loss event; `is_here` where this page holds its view."""

    claim_id: str
    status: str
    quantity_open: int
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a claim, once for each of LANGUAGES and in their order."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question of a claim among all claims of the page with one, and the ids beside it ('' at both ends)."""

    code: str
    place: int
    count: int
    next_id: str
    previous_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim; `case_number` is the place of its case among the cases of the page."""

    head: ClaimRow
    told: Told
    trace: ClaimTrace
    siblings: tuple[SiblingView, ...]
    case_number: int | None
    asked: Asked | None

    @property
    def messages(self) -> Iterable[str]:
        """The closed sentences of the rule data that this view shows, in English."""
        if self.trace.ledger:
            yield self.trace.ledger.meaning
        if self.trace.basis:
            for sources in (
                self.trace.basis.rule_source,
                self.trace.basis.cap_source,
                self.trace.basis.cost_rule_source,
            ):
                yield from sources.split(SOURCES_APART)
        yield from (cover.meaning for cover in self.trace.cover)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """A case in figures; `claim_ids` are its claims on this page, `reports` what its text rests on."""

    case_key: str
    marketplace: str
    group_id: str
    id_name: str
    part: int
    part_count: int
    sister_ids: tuple[str, ...]
    standing: str
    claim_count: int
    unit_count: int
    currency: str
    minor_digits: int
    amount: Decimal | None
    unvalued_units: int
    claim_ids: tuple[str, ...]
    facts_of: date | None
    valid_to: date | None
    is_stale: bool
    reports: tuple[str, ...]
    first_deadline: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteHead:
    """Which tool takes a case, and who says so."""

    tool: str
    is_verified: bool
    source: str
    checked_on: date
    note: str
    is_request: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """What the drafts of a case do not say: days of a report, or an id."""

    kind: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """The text of a case in one language."""

    language: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case with everything a person needs to file it; `readings` say what the drafts say, and are never pasted."""

    head: CaseHead
    ticks: tuple[FilingStep, ...]
    route: RouteHead | None
    steps: tuple[FilingStep, ...]
    missing: tuple[MissingLine, ...]
    drafts: tuple[DraftText, ...]
    readings: tuple[DraftText, ...]

    @property
    def messages(self) -> Iterable[str]:
        """The closed sentences of the filing data that this view shows, in English."""
        yield self.head.id_name
        for step in (*self.ticks, *self.steps):
            yield from (step.text, step.field, *step.menu)
        if self.route:
            yield from (self.route.tool, self.route.note, *self.route.source.split(SOURCES_APART))


def claim_views(
    lines: Sequence[ClaimRow],
    traces: Mapping[str, ClaimTrace],
    told: Mapping[str, StatusTold],
    cases: Iterable[CaseToFile],
    question_numbers: Sequence[int] = (),
) -> tuple[tuple[ClaimView, ...], tuple[CaseView, ...]]:
    """The views of the claims of the table, in order of their ids, and the cases they belong to.

    Args:
        lines: the claims that the page shows.
        traces: their chains of evidence by claim id; of all accounts.
        told: what their sentences are made of, by claim id.
        cases: of all accounts; those without a claim on the page are left out.
        question_numbers: of each line, 0 where nothing is asked; the order in which the questions are walked through.
    """
    here = {line.claim_id for line in lines}
    shown = [case for case in cases if any(entry.claim_id in here for entry in case.entries)]
    numbers = {entry.claim_id: number for number, case in enumerate(shown) for entry in case.entries}
    asked = _asked(lines, question_numbers)
    views = tuple(
        ClaimView(
            head=line,
            told=_told(told[line.claim_id]),
            trace=traces[line.claim_id],
            siblings=tuple(
                SiblingView(
                    claim_id=other.other_id,
                    status=other.status,
                    quantity_open=other.quantity_open,
                    is_here=other.other_id in here,
                )
                for other in traces[line.claim_id].siblings
            ),
            case_number=numbers.get(line.claim_id),
            asked=asked.get(line.claim_id),
        )
        for line in sorted(lines, key=lambda line: line.claim_id)
    )
    return views, tuple(_case_view(case, here) for case in shown)


def _asked(lines: Sequence[ClaimRow], question_numbers: Sequence[int]) -> dict[str, Asked]:
    """The claims with a question, question by question and within one in the order of the table."""
    numbered = sorted(
        (number, place) for place, number in enumerate(question_numbers) if number and lines[place].status == "review"
    )
    ids = ["", *(lines[place].claim_id for _number, place in numbered), ""]
    return {
        ids[turn]: Asked(
            code=question_code(lines[place].question_key or ""),
            place=turn,
            count=len(numbered),
            next_id=ids[turn + 1],
            previous_id=ids[turn - 1],
        )
        for turn, (_number, place) in enumerate(numbered, start=1)
    }


def _told(told: StatusTold) -> Told:
    sentences = []
    for language in LANGUAGES:
        with speaking(language):
            sentences.append(sentence_of(told))
    return Told(sentences=tuple(sentences))


def _case_view(case: CaseToFile, here: set[str]) -> CaseView:
    drafts = tuple(_drafts(case, case.languages))
    valid_to = case.facts_of + VALID_DAYS * DAY if case.facts_of else None
    missing = drafts[0].missing if drafts else ()
    route = case.route
    return CaseView(
        head=CaseHead(
            case_key=case.case_key,
            marketplace=case.marketplace,
            group_id=case.group_id,
            id_name=case.id_name,
            part=case.part,
            part_count=case.part_count,
            sister_ids=case.sister_ids,
            standing=case.standing,
            claim_count=len(case.entries),
            unit_count=case.unit_count,
            currency=case.currency,
            minor_digits=case.minor_digits,
            amount=case.amount,
            unvalued_units=case.unvalued_units,
            claim_ids=tuple(entry.claim_id for entry in case.entries if entry.claim_id in here),
            facts_of=case.facts_of,
            valid_to=valid_to,
            is_stale=valid_to is None or case.as_of > valid_to,
            reports=reports_of(case.claim_type),
            first_deadline=case.first_deadline,
        ),
        ticks=case.ticks,
        route=None
        if route is None
        else RouteHead(
            tool=route.tool,
            is_verified=route.is_verified,
            source=route.source,
            checked_on=route.checked_on,
            note=route.note,
            is_request=route.is_request,
        ),
        steps=route.steps if route else (),
        missing=tuple(
            MissingLine(
                kind=one.kind, first=one.days.first if one.days else None, last=one.days.last if one.days else None
            )
            for one in missing
        ),
        drafts=tuple(map(_draft_view, drafts)),
        readings=tuple(map(_draft_view, _drafts(case, READING_LANGUAGES))),
    )


def _draft_view(draft: Draft) -> DraftText:
    return DraftText(language=draft.language, subject=draft.subject, body=draft.body)


def _drafts(case: CaseToFile, languages: Iterable[str]) -> Iterable[Draft]:
    """The drafts of a case; a claim type without templates has none, and the page says how to file without."""
    for language in languages:
        try:
            yield draft_text(case, language)
        except UnknownDraftError:
            continue
