"""The sections of the page that people act on: what ends, what to answer, what to wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from urllib.parse import quote

from reports import rows, views
from reports.answers import DISMISSES, AnswerTold, answers_to
from reports.claim_views import CLAIM_PAGE
from reports.delays import delays_of, proposals_of
from reports.formats import number_text
from reports.language import _, page_name
from reports.read import ANSWER_LIMIT, AccountPart
from reports.rows import question_code
from reports.status_told import StatusTold, sentence_of
from reports.tally import tally
from reports.words import CLAIM_TYPE, STATUS, STATUS_MEANING, STATUS_ORDER, spoken

QUESTION_LIMIT: Final = 40
URGENT_DAYS: Final = 7


def horizon(parts: Sequence[AccountPart], as_of: date, days: int) -> views.Horizon:
    """What ends within `days` days, claims and questions apart."""
    ending = [row for part in parts for row in part.expiring if row.horizon_days == days]
    return views.Horizon(
        days=days,
        last_day=as_of + timedelta(days=days),
        claimable=tally(row for row in ending if row.status == "claimable"),
        review=tally(row for row in ending if row.status == "review"),
        is_empty=not ending,
    )


def questions(
    parts: Sequence[AccountPart], heads: Sequence[views.AccountHead]
) -> tuple[views.Questions, dict[str, int]]:
    """The questions, and the number of each by its key; the first to end is number 1.

    Args:
        parts: the accounts.
        heads: the same accounts, with what is typed to import a download.
    """
    told = {claim_id: one for part in parts for claim_id, one in part.told.items()}
    asked = sorted((row for part in parts for row in part.questions), key=lambda row: row.question_key)
    groups = [list(group) for _key, group in groupby(asked, key=lambda row: row.question_key)]
    groups.sort(key=_question_order)
    numbers = {group[0].question_key: number for number, group in enumerate(groups, start=1)}
    refresh = {
        row.example_claim_id: head.refresh for part, head in zip(parts, heads, strict=True) for row in part.questions
    }
    shown = tuple(
        _question(number, group, told, refresh) for number, group in enumerate(groups[:QUESTION_LIMIT], start=1)
    )
    total = tally(asked)
    return (
        views.Questions(shown=shown, hidden_count=len(groups) - len(shown), count=len(groups), tally=total),
        numbers,
    )


def _question_order(group: list[rows.QuestionRow]) -> tuple[date, int, str]:
    return _first_deadline(group) or date.max, -sum(row.unit_count for row in group), group[0].question_key


def _first_deadline(group: Iterable[rows.QuestionRow]) -> date | None:
    return min((row.first_deadline for row in group if row.first_deadline), default=None)


def _question(
    number: int,
    group: list[rows.QuestionRow],
    told: Mapping[str, StatusTold],
    refresh: Mapping[str, Sequence[str]],
) -> views.Question:
    ordered = sorted(group, key=lambda row: (row.first_deadline or date.max, -row.amount, row.example_claim_id))
    first = ordered[0]
    named = [claim_id for row in ordered for claim_id in row.claim_ids][:ANSWER_LIMIT]
    sentence = sentence_of(told[first.example_claim_id])
    answers = answers_to(question_code(first.question_key), " ".join(named), refresh[first.example_claim_id])
    return views.Question(
        number=number,
        sentence=sentence or _("This claim needs a person's look; no reason was recorded."),
        similar_count=sum(row.claim_count for row in group) - 1 if _differ(group) else 0,
        tally=tally(group),
        first_deadline=first.first_deadline,
        days_left=first.days_left,
        is_urgent=is_urgent(first.days_left),
        command=f"fba-reconcile why {first.example_claim_id}",
        answers=answers,
        answers_note=_answers_note(answers, len(named), sum(row.claim_count for row in group)),
        claim_link=f"{page_name(CLAIM_PAGE)}#{quote(first.example_claim_id, safe='')}/answer",
    )


def _answers_note(answers: Iterable[AnswerTold], named: int, total: int) -> str:
    """What to know of a line that puts several claims away; '' where none does."""
    if named == 1 or not any(DISMISSES in line for answer in answers for line in answer.commands):
        return ""
    if named == total:
        said = _("The line names the {n} claims that ask this. Look at each, and leave out those with another answer.")
    else:
        said = _(
            "The line names the first {n} of {total} claims that ask this. Look at each, and leave out those with "
            "another answer; the next ones follow after the next run."
        )
    return said.format(n=number_text(named), total=number_text(total))


def _differ(group: list[rows.QuestionRow]) -> bool:
    """Whether the claims of a question name different ids in otherwise the same sentence."""
    return len({row.sentence for row in group}) > 1 or any(row.sentence_count > 1 for row in group)


def is_urgent(days_left: int | None) -> bool:
    """Whether a last day is so near that it is shown in red."""
    return days_left is not None and 0 <= days_left <= URGENT_DAYS


def waiting(parts: Sequence[AccountPart]) -> views.Waiting:
    """What opens later, week by week, and how long Amazon took to pay so far."""
    found = sorted((row for part in parts for row in part.waiting), key=lambda row: row.week_begins or date.max)
    weeks = []
    for _week, group in groupby(found, key=lambda row: row.week_begins):
        of_week = list(group)
        firsts = [row.first_day for row in of_week if row.first_day is not None]
        lasts = [row.last_day for row in of_week if row.last_day is not None]
        weeks.append(
            views.Week(
                first_day=min(firsts, default=None),
                last_day=max(lasts, default=None),
                tally=tally(of_week),
            )
        )
    return views.Waiting(
        tally=tally(found),
        weeks=tuple(weeks),
        delays=delays_of(parts),
        proposals=proposals_of(parts),
    )


def _in_language(line: rows.ClaimRow, told: StatusTold) -> rows.ClaimRow:
    said = sentence_of(told)
    return line if said == line.status_reason else replace(line, status_reason=said)


def claim_table(parts: Sequence[AccountPart], question_numbers: dict[str, int], claim_limit: int) -> views.ClaimTable:
    """The claims of all accounts in one order of urgency, with the choices of the filters."""
    told = {claim_id: one for part in parts for claim_id, one in part.told.items()}
    lines = sorted(
        (line for part in parts for line in part.claims),
        key=lambda line: (line.urgency, line.largest_rank, line.account, line.currency, line.claim_id),
    )[:claim_limit]
    totals = [row for part in parts for row in part.status_totals]
    total = sum(row.claim_count for row in totals)
    statuses = {row.status for row in totals}
    types = sorted({row.claim_type for row in totals})
    order = [status for status in STATUS_ORDER if status in statuses]
    return views.ClaimTable(
        lines=tuple(_in_language(line, told[line.claim_id]) for line in lines),
        reasons_on_file=tuple(line.status_reason for line in lines),
        question_numbers=tuple(question_numbers.get(line.question_key or "", 0) for line in lines),
        total=total,
        is_cut=len(lines) < total,
        statuses=tuple(
            views.Choice(
                word=status,
                name=spoken(STATUS, status),
                meaning=_(STATUS_MEANING[status]) if status in STATUS_MEANING else "",
                tally=tally(row for row in totals if row.status == status),
            )
            for status in (*order, *sorted(statuses - set(order)))
        ),
        types=tuple(
            views.Choice(
                word=claim_type,
                name=spoken(CLAIM_TYPE, claim_type),
                meaning="",
                tally=tally(row for row in totals if row.claim_type == claim_type),
            )
            for claim_type in types
        ),
        accounts=tuple(part.name for part in parts),
    )
