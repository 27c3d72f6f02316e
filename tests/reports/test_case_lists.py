"""The cases by standing: every figure of the first page is counted from what it lists."""

import re
from decimal import Decimal

import pytest

from reconcile.policy.filing import load_filing
from reports import case_lists
from reports.build import build
from reports.read import read_account
from reports.render import page
from reports.views import ReportView, Stamp
from tests.reports import page_tables as tables


def shop(*claims: dict[str, object]) -> ReportView:
    con = tables.empty_tables()
    tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
    tables.add(con, "claim", *claims)
    return tables.view_of(con)


UNPRICED = {"amount": None, "unit_value": None, "cost_price": None, "value_basis": "unknown"}


def test_every_claim_that_can_be_filed_is_in_one_list_and_counted_there() -> None:
    view = shop(
        tables.claim(1),
        tables.claim(2, amount=Decimal("3.00")),
        tables.claim(3, **UNPRICED),
        tables.claim(4, status="review"),
    )
    assert [[line.sku for line in one.lines] for one in view.filing.lists] == [["MUG-01"], ["MUG-03"], ["MUG-02"]]
    assert [one.case_count for one in view.filing.lists] == [1, 1, 1]
    assert sum(one.tally.claim_count for one in view.filing.lists) == 3
    assert [choice.word for choice in view.filing.elsewhere] == ["review"]


def test_units_without_a_value_in_a_case_worth_filing_are_told_with_it() -> None:
    view = shop(tables.claim(1, fnsku="X1"), tables.claim(2, fnsku="X1", **UNPRICED))
    (line,) = view.filing.worth.lines
    assert (line.claim_count, line.unit_count, line.unpriced_units) == (2, 6, 3)
    assert (view.filing.worth.tally.claim_count, view.filing.worth.tally.unpriced_units) == (2, 3)


def test_claims_without_an_fnsku_are_cases_of_their_own() -> None:
    view = shop(tables.claim(1, fnsku=""), tables.claim(2, fnsku=""))
    assert (view.filing.worth.case_count, len(view.filing.worth.lines)) == (2, 2)


def test_a_group_too_long_for_one_draft_is_listed_and_counted_in_parts() -> None:
    view = shop(*(tables.claim(number, fnsku="X1") for number in range(1, 41)))
    parts = [(line.part, line.part_count) for line in view.filing.worth.lines]
    assert len(parts) == view.filing.worth.case_count > 1
    assert sorted(parts) == [(number, len(parts)) for number in range(1, len(parts) + 1)]
    assert f"part 1 of {len(parts)}" in page(view)


def test_cases_of_two_accounts_alternate_within_an_urgency() -> None:
    parts = []
    for account, amounts in (("main", ("90.00", "80.00")), ("second", ("30.00", "40.00"))):
        con = tables.empty_tables()
        tables.add_reports(con, "ledger_detail", "reimbursements", "costs")
        for number, amount in enumerate(amounts, start=1):
            told = tables.claim(number, account=account, claim_id=f"{account}-{number}", amount=Decimal(amount))
            tables.add(con, "claim", told)
        parts.append(
            read_account(
                con,
                account=account,
                marketplace="US",
                as_of=tables.AS_OF,
                min_case_value=Decimal(25),
                filing=load_filing(),
            )
        )
    view = build(parts, as_of=tables.AS_OF, stamp=Stamp(program="0", rules="0"))
    assert [(line.account, line.money and line.money.amount) for line in view.filing.worth.lines] == [
        ("main", Decimal("90.00")),
        ("second", Decimal("40.00")),
        ("main", Decimal("80.00")),
        ("second", Decimal("30.00")),
    ]
    assert view.filing.worth.case_count == 4


def test_more_cases_than_a_day_takes_are_told_with_their_source_and_marked() -> None:
    text = re.sub(
        r"<[^>]*>|\s+", " ", page(shop(*(tables.claim(number) for number in range(6)))).replace("\u00a0", " ")
    )
    assert "File at most 5 cases a day; today's are marked." in text
    assert "not verified" in text
    few = page(shop(*(tables.claim(number) for number in range(5))))
    assert "File at most" not in few


def test_rows_beyond_the_limit_are_told_to_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_lists, "CASE_LIMIT", 3)
    view = shop(*(tables.claim(number) for number in range(5)), tables.claim(9, amount=Decimal("3.00")))
    assert [(one.case_count, len(one.lines), one.left_out) for one in view.filing.lists] == [
        (5, 3, 2),
        (0, 0, 0),
        (1, 0, 1),
    ]
    assert "2\u00a0more cases in" in page(view)
