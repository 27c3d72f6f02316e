"""The cases of all accounts by standing, in the order to file: every figure on the first page is counted from these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from reports import rows, views
from reports.claim_views import CLAIM_PAGE
from reports.filing import due
from reports.filing_values import BELOW_MIN_VALUE, REPORTED, STANDINGS, VALUE_UNKNOWN, WORTH_FILING, CaseToFile
from reports.formats import money_text
from reports.language import N_, _, page_name
from reports.origins import RETURNS
from reports.read import CLAIM_LIMIT, AccountPart
from reports.sections import is_urgent
from reports.tally import tally
from reports.words import CASE_ID_NAME, CLAIM_TYPE, STATUS, STATUS_MEANING, spoken

FIRST_CASES: Final = 8
"""As many of a list stand on the page without a script."""
CASE_LIMIT: Final = CLAIM_LIMIT
ELSEWHERE: Final = ("review", "waiting", "filed", "reported")
"""What is not to be filed today, though it is or was open."""


def filing(parts: Sequence[AccountPart], here: Container[str]) -> views.Filing:
    """What can be filed today as cases, by standing and in the order to file.

    Args:
        parts: the accounts.
        here: ids of the claims that have a view of their own.
    """
    cases = [case for case in _in_order(parts) if case.standing != REPORTED]
    of_standing = {standing: [case for case in cases if case.standing == standing] for standing in STANDINGS}
    titles = {claim_id: title for part in parts for claim_id, title in part.case_titles.items()}
    room = CASE_LIMIT
    lists = {}
    for standing, found in of_standing.items():
        lists[standing] = _list(standing, found, titles, here, room)
        room -= len(lists[standing].lines)
    worth = of_standing[WORTH_FILING]
    pace = _pace(parts)
    lists[WORTH_FILING] = _home_first(lists[WORTH_FILING], parts)
    first_deadline = min((case.first_deadline for case in worth if case.first_deadline), default=None)
    smallest = sorted({part.min_case_value for part in parts})
    return views.Filing(
        worth=lists[WORTH_FILING],
        unpriced=lists[VALUE_UNKNOWN],
        below=lists[BELOW_MIN_VALUE],
        first_deadline=first_deadline,
        days_left=(first_deadline - parts[0].as_of).days if first_deadline else None,
        unverified_claims=sum(not entry.is_rule_verified for case in worth for entry in case.entries),
        min_case_value=_(" or ").join(money_text("", value, 2) for value in smallest),
        pace=pace,
        elsewhere=_elsewhere(parts),
        today_keys=_today_keys(worth, pace),
    )


def _in_order(parts: Sequence[AccountPart]) -> list[CaseToFile]:
    """The cases of all accounts: each account's own order within an urgency, the accounts in turn."""
    seen: Counter[tuple[str, str, tuple[int, int]]] = Counter()
    turns = []
    for part in parts:
        for case in part.cases:
            place = (part.name, case.standing, due(case))
            seen[place] += 1
            turns.append((STANDINGS.index(case.standing), due(case), seen[place], part.name, case))
    return [turn[-1] for turn in sorted(turns, key=lambda turn: turn[:-1])]


def _list(
    standing: str, cases: Sequence[CaseToFile], titles: Mapping[str, str], here: Container[str], room: int
) -> views.CaseList:
    lines = tuple(_line(case, titles, here) for case in cases[:room])
    return views.CaseList(
        standing=standing,
        tally=tally(_counted(cases)),
        case_count=len(cases),
        lines=lines,
        shown=lines[:FIRST_CASES],
        left_out=len(cases) - len(lines),
    )


def _counted(cases: Iterable[CaseToFile]) -> Iterable[rows.StatusTotal]:
    for case in cases:
        yield rows.StatusTotal(
            status="claimable",
            claim_type=case.claim_type,
            currency=case.currency,
            minor_digits=case.minor_digits,
            claim_count=len(case.entries),
            unit_count=case.unit_count,
            unpriced_units=case.unvalued_units,
            amount=case.amount or Decimal(0),
        )


def _line(case: CaseToFile, titles: Mapping[str, str], here: Container[str]) -> views.CaseLine:
    first = case.entries[0]
    shown = next((entry.claim_id for entry in case.entries if entry.claim_id in here), "")
    return views.CaseLine(
        account=case.account,
        region=case.region,
        type_name=spoken(CLAIM_TYPE, case.claim_type),
        id_name=_("SKU") if case.id_name == "SKU" else _(CASE_ID_NAME.get(case.claim_type, N_("Reference"))),
        group_id=case.group_id,
        part=case.part,
        part_count=case.part_count,
        title=titles.get(first.claim_id, ""),
        sku=first.sku,
        fnsku=first.fnsku,
        claim_count=len(case.entries),
        unit_count=case.unit_count,
        unpriced_units=case.unvalued_units,
        money=None
        if case.amount is None
        else views.Money(currency=case.currency, amount=case.amount, minor_digits=case.minor_digits),
        first_deadline=case.first_deadline,
        days_left=case.days_left,
        is_urgent=is_urgent(case.days_left),
        is_rule_verified=case.is_rule_verified,
        is_upper_bound=case.claim_type in RETURNS,
        claim_link=_link(shown, "file"),
        check_link=_link(shown, "check"),
        command=f"fba-reconcile why {first.claim_id}",
        case_key=case.case_key,
        claim_ids=tuple(entry.claim_id for entry in case.entries),
    )


def _link(claim_id: str, section: str) -> str:
    """To a section of a claim's view; '' for a claim that has none."""
    return f"{page_name(CLAIM_PAGE)}#{quote(claim_id, safe='')}/{section}" if claim_id else ""


def _pace(parts: Sequence[AccountPart]) -> views.Pace | None:
    """The slowest of the accounts; it holds for each of them."""
    known = [part.pace for part in parts if part.pace]
    if not known:
        return None
    pace = min(known, key=lambda one: one.cases_a_day)
    return views.Pace(
        cases_a_day=pace.cases_a_day,
        is_verified=pace.is_verified,
        source=_("; ").join(_(one) for one in pace.source.split("; ")),
        checked_on=pace.checked_on,
    )


def _today_keys(worth: Iterable[CaseToFile], pace: views.Pace | None) -> frozenset[str]:
    """The cases that each account files today; none where it may file them all."""
    found = tuple(worth)
    if pace is None or len(found) <= pace.cases_a_day:
        return frozenset()
    seen: Counter[str] = Counter()
    keys = set()
    for case in found:
        seen[case.account] += 1
        if seen[case.account] <= pace.cases_a_day:
            keys.add(case.case_key)
    return frozenset(keys)


def _home_first(listed: views.CaseList, parts: Sequence[AccountPart]) -> views.CaseList:
    """The list with the sum in the currency of the home marketplaces first: bare figures say not which is the most."""
    home = {case.currency for part in parts for case in part.cases if case.marketplace == part.marketplace}
    money = sorted(listed.tally.money, key=lambda one: one.currency not in home)
    return replace(listed, tally=replace(listed.tally, money=tuple(money)))


def _elsewhere(parts: Sequence[AccountPart]) -> tuple[views.Choice, ...]:
    totals = [row for part in parts for row in part.status_totals]
    return tuple(
        views.Choice(
            word=status,
            name=spoken(STATUS, status),
            meaning=_(STATUS_MEANING[status]),
            tally=tally(row for row in totals if row.status == status),
        )
        for status in ELSEWHERE
        if any(row.status == status for row in totals)
    )
