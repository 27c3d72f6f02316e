"""What the page says of each kind of change, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.change_rows import AccountChanges, ChangeRow
from reports.change_words import COUNTED, KIND, reason
from reports.changes import told_changes
from reports.views import Changes, Money
from tests.reports import change_samples
from tests.reports import page_tables as tables

WINDOW_OPENED = "Its window opened on 20 Nov 2026."


@pytest.fixture(scope="module")
def changes() -> Changes:
    con = tables.empty_tables()
    tables.add_small_shop(con)
    return tables.view_of(con).changes


@pytest.fixture(scope="module")
def rows() -> dict[str, ChangeRow]:
    con = tables.empty_tables()
    change_samples.add_changes(con)
    return {row.event_key: row for row in change_samples.read(con, tables.AS_OF).lines}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_every_kind_has_a_name_a_place_in_the_sentence_and_a_sample() -> None:
    assert set(KIND) == set(COUNTED) == {kind for kind, *_more in change_samples.KINDS}


def test_the_sentence_counts_all_kinds_and_names_the_money_of_the_new_and_the_paid(changes: Changes) -> None:
    (sentence,) = changes.sentences
    assert plain(sentence).startswith(
        "Since the run as of 15 Nov 2026: 1 new claim (USD 37.50), 1 paid by Amazon by itself (USD 37.50), "
        "1 paid in a case (USD 37.50), 2 can be filed now, 1 became a question, 1 expired, 1 found too late,"
    )


def test_sums_of_two_currencies_stay_apart(changes: Changes) -> None:
    (claimable,) = [one for one in changes.kinds if one.kind == "claimable"]
    assert {money.currency: money.amount for money in claimable.tally.money} == {
        "USD": Decimal("37.50"),
        "GBP": Decimal("37.50"),
    }


def test_each_change_says_from_what_to_what_and_why(changes: Changes) -> None:
    told = [
        plain(f"{line.name}: {line.before} > {line.after}: {'?' if line.kind == 'review' else line.reason}")
        for line in changes.lines
    ]
    assert told == [
        "New: not open > Claimable: 3 units: The report row came since that run.",
        (
            "Paid by Amazon by itself: Waiting: 3 units > not open: "
            "Came since: reimbursement 11223344551 of 18 Nov 2026, 3 units, USD 12.50."
        ),
        (
            "Paid in a case: Filed: 3 units > not open: "
            "Came since: reimbursement 11223344551 of 18 Nov 2026, 3 units, USD 12.50."
        ),
        "Can be filed now: Waiting: 3 units > Claimable: 3 units: Its window opened on 20 Nov 2026.",
        "Became a question: Claimable: 3 units > Claimable: 2 units, Review: 1 unit: ?",
        "Expired: Claimable: 3 units > Expired: 3 units: Its last day was 20 Nov 2026.",
        "Found too late: not open > Expired: 3 units: The report row was known at that run, and not open.",
        "Found again: Claimable: 3 units > not open: Came since: found unit 11223344551 of 18 Nov 2026, 3 units.",
        (
            "Covered by older rows: Claimable: 3 units > not open: "
            "Covered now by what was known at that run: "
            "reimbursement 11223344551 of 18 Nov 2026, 3 units, USD 12.50."
        ),
        ("More units open: Claimable: 2 units > Claimable: 5 units: More of its units are open than at that run."),
        "Too early to file: Dismissed: 3 units > Waiting: 3 units: A person took the no back.",
        "Filed: Claimable: 3 units > Filed: 3 units: ",
        "Dismissed: Claimable: 3 units > Dismissed: 3 units: A person said no.",
        (
            "Worth something else: Claimable: 3 units > Claimable: 3 units: "
            "Your cost of its day was USD 10.00, and is USD 12.50."
        ),
        "Another last day: Claimable: 3 units > Claimable: 3 units: Its last day was 30 Nov 2026, and is 30 Dec 2026.",
        "No longer open: Claimable: 3 units > not open: Its SKU is one that is never claimed now.",
        "Can be filed now: Review: 3 units > Claimable: 3 units: Your cost is noted as approved now.",
    ]


def test_no_kind_says_of_all_its_rows_what_only_some_of_them_prove() -> None:
    said = " ".join(meaning for name, meaning in KIND.values())
    assert "opens later" not in said
    assert "another loss" not in said


def test_a_question_is_asked_in_its_own_words(changes: Changes) -> None:
    (line,) = [line for line in changes.lines if line.kind == "review"]
    assert line.reason.startswith("Amazon states these units as reconciled, but no payment and no found unit")


def test_what_is_open_leads_to_its_view_and_what_is_not_to_a_command(changes: Changes) -> None:
    assert {bool(line.claim_link) != bool(line.command) for line in changes.lines} == {True}
    (gone,) = [line for line in changes.lines if line.kind == "gone"]
    assert gone.command == "fba-reconcile why 20076865370016"
    (new,) = [line for line in changes.lines if line.kind == "new"]
    assert (new.claim_link, new.money) == (
        "claim.html#wl-000002",
        Money(currency="USD", amount=Decimal("37.5000"), minor_digits=2),
    )


@pytest.mark.parametrize(
    ("key", "change", "wanted"),
    [
        ("K01", {"is_row_new": False}, "The report row was known at that run, and not open."),
        ("K04", {"then_states": "review:3", "then_code": "of_nobody"}, "The question is settled."),
        (
            "K04",
            {"then_states": "dismissed:2", "then_units": 2},
            "More of its units are open than a person said no to.",
        ),
        ("K04", {"then_states": "expired:3", "then_deadline": None}, "Its last day was unknown, and is 30 Nov 2026."),
        ("K04", {"then_states": "expired:3"}, ""),
        ("K04", {"then_states": "review:1,waiting:2", "now_states": "review:1,claimable:2"}, WINDOW_OPENED),
        ("K04", {"then_states": "dismissed:1,expired:2", "now_states": "dismissed:1,claimable:2"}, ""),
        ("K05", {}, "A person must look first."),
        ("K10", {"now_code": "settled_unseen"}, "More of its units are open than at that run."),
        (
            "K10",
            {"now_states": "claimable:2,review:3", "now_code": "cover_in_doubt"},
            "They were not open at that run; whether a payment or a found unit is theirs is in doubt now.",
        ),
        (
            "K11",
            {"then_states": "review:3", "then_code": "no_reimbursements"},
            "A Reimbursements report is loaded now. It opens on 31 Oct 2026.",
        ),
        (
            "K11",
            {"then_states": "claimable:3", "now_opens": date(2026, 11, 30)},
            "It opens on 30 Nov 2026, and not on 31 Oct 2026 as was known then.",
        ),
        ("K11", {"then_states": "expired:3"}, "It opens on 31 Oct 2026."),
        ("K11", {"then_states": "expired:3", "then_opens": None}, "It opens on 31 Oct 2026."),
        ("K14", {"then_cost": None}, "A cost arrived: USD 12.50 a unit."),
        (
            "K14",
            {"now_unit_value": None, "now_cost": None},
            "There is no cost or no exchange rate for its day any more.",
        ),
        ("K14", {"then_cost": Decimal("12.50")}, "A unit was worth USD 12.50, and is USD 12.50."),
        ("K16", {"why": ""}, "Neither a payment nor a found unit that came since explains it."),
    ],
)
def test_a_reason_says_no_more_than_the_rows_prove(
    rows: dict[str, ChangeRow], key: str, change: dict[str, object], wanted: str
) -> None:
    assert plain(reason(replace(rows[key], **change), (), "")) == wanted  # type: ignore[arg-type]


def test_nothing_to_compare_with_is_said_in_a_sentence() -> None:
    assert "No run of an earlier day is remembered" in told_changes(AccountChanges(earlier=None, remembered=None))
    replayed = told_changes(AccountChanges(earlier=None, remembered=tables.AS_OF))
    assert "a day before the run as of 22\u00a0Nov\u00a02026" in replayed
