"""The section of what changed since the last run of an earlier day: sums by kind, and the changes worth most."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import quote

from reports import views
from reports.change_rows import CHANGE_LIMIT, AccountChanges, ChangeCover, ChangeRow, ChangeTotal
from reports.change_words import KIND, counted, reason, status_units
from reports.claim_views import CLAIM_PAGE
from reports.formats import count_text, day_text, money_text
from reports.language import _, gettext, page_name
from reports.read import AccountPart
from reports.status_told import StatusTold, sentence_of
from reports.tally import money_sums, tally
from reports.words import CLAIM_TYPE, STATUS, spoken

_WITH_MONEY: Final = frozenset({"new", "paid", "paid_in_case"})
"""Kinds whose money stands in the sentence."""
_COVER_OF: Final[Mapping[str, tuple[str, bool]]] = {
    "paid": ("payment", True),
    "paid_in_case": ("payment", True),
    "found": ("found", True),
}
"""Kinds that name what closed the units: its kind, and whether it is new; `moved` names whatever is not new."""
_LONG: Final = 12
"""More lines than this are folded away under their sums."""
_PLAIN_ID: Final = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9.-]*")


def changes_of(parts: Sequence[AccountPart], here: Container[str], stamp: views.Stamp) -> views.Changes:
    """What changed, of all accounts.

    Args:
        parts: the accounts; one without `changes` has nothing to say.
        here: ids of the claims that have a view of their own.
        stamp: program and rule data of this run.
    """
    found = [(part, part.changes) for part in parts if part.changes]
    totals = [row for _part, changes in found for row in changes.totals]
    lines = sorted(
        ((part, changes, row) for part, changes in found for row in changes.lines),
        key=lambda one: (one[2].value_rank, one[0].name, one[2].currency, one[2].event_key, one[2].kind),
    )[:CHANGE_LIMIT]
    lines.sort(key=lambda one: (one[2].position, one[2].value_rank, one[0].name, one[2].event_key))
    total = sum(row.claim_count for row in totals)
    return views.Changes(
        sentences=(*_sentences(parts), *_newer(found, stamp)),
        kinds=tuple(
            views.ChangeKind(
                kind=kind,
                name=_name(kind),
                meaning=gettext(KIND[kind][1]),
                tally=tally(row for row in totals if row.kind == kind),
            )
            for kind in _kinds(totals)
        ),
        lines=tuple(_line(part, changes, row, here) for part, changes, row in lines),
        is_long=len(lines) > _LONG,
        total=total,
        hidden_count=total - len(lines),
    )


def told_changes(changes: AccountChanges) -> str:
    """The changes of one account in one sentence; why there are none where there is nothing to compare with."""
    if changes.earlier is None:
        return _not_compared(changes.remembered)
    if not changes.totals:
        return _("Since the run as of {day}: nothing changed.").format(day=day_text(changes.earlier.as_of))
    return _("Since the run as of {day}: {changes}.").format(
        day=day_text(changes.earlier.as_of), changes=_summed(changes.totals)
    )


def _sentences(parts: Sequence[AccountPart]) -> list[str]:
    found = [(part.name, told_changes(part.changes or AccountChanges(earlier=None, remembered=None))) for part in parts]
    if len(found) == 1:
        return [found[0][1]]
    days = {part.changes.earlier.as_of if part.changes and part.changes.earlier else None for part in parts}
    if len(days) > 1:
        return [_("{account}: {said}").format(account=name, said=said) for name, said in found]
    if days == {None}:
        return sorted({said for _name, said in found})
    (day,) = days
    totals = [row for part in parts if part.changes for row in part.changes.totals]
    if not totals:
        return [found[0][1]]
    return [_("Since the run as of {day}: {changes}.").format(day=day_text(day), changes=_summed(totals))]


def _newer(found: Sequence[tuple[AccountPart, AccountChanges]], stamp: views.Stamp) -> list[str]:
    """Where other rules or another program made the earlier figures, a change may be theirs."""
    earlier = sorted(
        {(changes.earlier.program, changes.earlier.policy) for _part, changes in found if changes.earlier}
        - {(stamp.program, stamp.rules)}
    )
    return [
        _(
            "That run was made by fba-reconcile {program} with rule data {rules}, this one by {now_program} with "
            "{now_rules}: changes may come from there."
        ).format(program=program, rules=rules, now_program=stamp.program, now_rules=stamp.rules)
        for program, rules in earlier
    ]


def _not_compared(remembered: date | None) -> str:
    if remembered is None:
        return _("No run of an earlier day is remembered, so there is nothing to compare with.")
    return _("Nothing is compared: this page looks back on a day before the run as of {day}.").format(
        day=day_text(remembered)
    )


def _summed(totals: Sequence[ChangeTotal]) -> str:
    parts = []
    for kind in _kinds(totals):
        rows = [row for row in totals if row.kind == kind]
        money = money_sums(views.Money(currency=r.currency, amount=r.amount, minor_digits=r.minor_digits) for r in rows)
        shown = [money_text(one.currency, one.amount, one.minor_digits) for one in money]
        parts.append(counted(kind, sum(row.claim_count for row in rows), shown if kind in _WITH_MONEY else ()))
    return _(", ").join(parts)


def _kinds(totals: Sequence[ChangeTotal]) -> list[str]:
    return [kind for kind in KIND if any(row.kind == kind for row in totals)]


def _name(kind: str) -> str:
    return gettext(KIND[kind][0])


def _line(part: AccountPart, changes: AccountChanges, row: ChangeRow, here: Container[str]) -> views.ChangeLine:
    told = part.told.get(row.claim_id)
    is_linked = row.is_open and row.claim_id in here
    money = None
    if row.amount is not None:
        money = views.Money(currency=row.currency, amount=row.amount, minor_digits=row.minor_digits)
    return views.ChangeLine(
        account=part.name,
        kind=row.kind,
        name=_name(row.kind),
        type_name=spoken(CLAIM_TYPE, row.claim_type),
        reference_id=row.reference_id,
        event_date=row.event_date,
        title=row.title,
        sku=row.sku,
        fnsku=row.fnsku,
        claim_link=f"{page_name(CLAIM_PAGE)}#{quote(row.claim_id, safe='')}" if is_linked else "",
        before=_states(row.then_states),
        after=_states(row.now_states),
        unit_count=row.units,
        money=money,
        reason=reason(row, _cover_of(row, changes.cover), _said(row, told)),
        command=_command(row),
    )


def _said(row: ChangeRow, told: StatusTold | None) -> str:
    """What its claim says of itself now; of one that was put away only where it bears a person's reason."""
    return sentence_of(told) if told and (row.kind != "dismissed" or told.reason) else ""


def _cover_of(row: ChangeRow, cover: Sequence[ChangeCover]) -> list[ChangeCover]:
    if row.kind == "moved":
        return [one for one in cover if one.event_key == row.event_key and not one.is_new]
    if row.kind not in _COVER_OF:
        return []
    kind, is_new = _COVER_OF[row.kind]
    is_payment = kind == "payment"  # what is none of these came back, or was charged to the customer
    return [
        one
        for one in cover
        if one.event_key == row.event_key and (one.kind == "payment") == is_payment and one.is_new == is_new
    ]


def _states(states: str) -> str:
    """'claimable:2,review:1' as 'Claimable: 2 units, Review: 1 unit'."""
    if not states:
        return _("not open")
    return _(", ").join(
        _("{status}: {units}").format(status=spoken(STATUS, status), units=count_text(units, "unit"))
        for status, units in status_units(states).items()
    )


def _command(row: ChangeRow) -> str:
    """How to ask after what has no claim view; an id is given to a shell only where it is plain."""
    if row.is_open or not _PLAIN_ID.fullmatch(row.reference_id):
        return ""
    return f"fba-reconcile why {row.reference_id}"
