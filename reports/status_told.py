"""The sentence of a claim's status in the language of the page, filled with the values that the engine's own bears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reports.formats import day_text, number_text
from reports.language import ENGLISH, N_, gettext, spoken_language

COVER: Final[Mapping[str, str]] = {
    "reimbursement": N_("reimbursement {id} of {day} ({detail})"),
    "found": N_("found unit {id} of {day} at {detail}"),
    "surplus": N_("{detail} in all, {id}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTold:
    """What the sentence of a claim is made of (queries/report/status_told.sql)."""

    claim_id: str
    sentence: str
    text: str
    deadline: date | None
    window_opens: date | None
    case_id: str
    product: str
    reference_id: str
    event_date: date | None
    region: str
    is_window_doubtful: bool
    taken_over_from: str
    cover_source: str
    cover_id: str
    cover_day: date | None
    cover_detail: str
    cover_more: int
    reason: str = ""
    is_reported: bool = False


def sentence_of(told: StatusTold) -> str:
    """The sentence of the status, and of a claim that was put away the reason that a person gave."""
    if told.is_reported:
        said = gettext("Filed, as a person says: {reason}. It returns if more units of this event open up.")
        return said.format(reason=told.reason)
    if told.reason:
        return gettext("{sentence} The reason given: {reason}").format(sentence=_sentence(told), reason=told.reason)
    return _sentence(told)


def _sentence(told: StatusTold) -> str:
    """The sentence as the claim bears it in English, said again in any other language that has a message for it."""
    if spoken_language() is ENGLISH or gettext(told.text) in {"", told.text}:
        return told.sentence
    return composed(told)


def composed(told: StatusTold) -> str:
    """The sentence put together anew in the language spoken."""
    said = gettext(told.text).format(
        deadline=_day(told.deadline),
        opens=_day(told.window_opens),
        case=told.case_id,
        fnsku=told.product,
        reference=told.reference_id or gettext("of {day}").format(day=day_text(told.event_date)),
        cover=_cover(told),
    )
    if not told.is_window_doubtful:
        return said
    if told.taken_over_from:
        doubt = gettext("{sentence} (Window taken over from {other}, not verified for {region}.)")
    else:
        doubt = gettext("{sentence} (Window not verified.)")
    return doubt.format(sentence=said, other=told.taken_over_from, region=told.region)


def _day(day: date | None) -> str:
    return day_text(day) if day else gettext("an unknown day")


def _cover(told: StatusTold) -> str:
    if told.cover_source not in COVER:
        return ""
    first = gettext(COVER[told.cover_source]).format(
        id=told.cover_id, day=day_text(told.cover_day), detail=told.cover_detail
    )
    if not told.cover_more:
        return first
    return gettext("{cover} and {n} more").format(cover=first, n=number_text(told.cover_more))
