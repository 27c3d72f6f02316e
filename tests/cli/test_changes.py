"""What changed since the last run, through the real commands: import, run, import, run."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import duckdb
import pytest

from reconcile import app
from tests.cli.conftest import Command
from tests.cli.small_reports import DAY, adjustment, ledger, reimbursements, stored

FIRST = "2026-11-10"
HOSTILE = "</bdi><script>alert(1)</script>"
FIRST_RUN = "No run of an earlier day is remembered, so there is nothing to compare with."
SENTENCE = "Since the run as of 10 Nov 2026: 1 new claim, 1 paid by Amazon by itself (USD 10.50)."


def payment(number: str, fnsku: str, on: str = "2026-11-12") -> dict[str, str]:
    return {
        "approval-date": f"{on}T05:06:07-07:00",
        "reimbursement-id": number,
        "reason": "Lost_Warehouse",
        "sku": f"SKU-{fnsku[-1]}",
        "fnsku": fnsku,
        "currency-unit": "USD",
        "amount-per-unit": "10.50",
        "amount-total": "10.50",
        "quantity-reimbursed-cash": "1",
        "quantity-reimbursed-inventory": "0",
        "quantity-reimbursed-total": "1",
    }


def changes_on(workspace: Path, name: str = "index.html") -> str:
    """The text of the section on the page, in one line."""
    page = (workspace / "report" / name).read_text(encoding="utf-8")
    (section,) = re.findall(r'<section id="changes".*?</section>', page, re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", " ", section)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="session")
def first_workspace(small_inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small reports, reconciled for a day before their last loss."""
    workspace = tmp_path_factory.mktemp("first") / "workspace"
    app.init_workspace(workspace)
    app.import_files(workspace, [small_inbox], yes=True)
    app.run(workspace, date.fromisoformat(FIRST))
    return workspace


@pytest.fixture
def shop(first_workspace: Path, tmp_path: Path) -> Path:
    return shutil.copytree(first_workspace, tmp_path / "shop")


@pytest.fixture
def later(shop: Path, tmp_path: Path) -> Path:
    """The same with a payment that came since, not yet reconciled again."""
    (tmp_path / "paid.txt").write_bytes(reimbursements([payment("5000000002", "X00000000A")]))
    app.import_files(shop, [tmp_path / "paid.txt"], yes=True)
    return shop


def test_the_first_run_has_nothing_to_compare_with(shop: Path) -> None:
    assert changes_on(shop) == f"What changed since the last run {FIRST_RUN}"


def test_a_run_tells_what_changed_on_the_terminal_and_on_the_page(later: Path, command: Command) -> None:
    said = command("run", "--as-of", DAY, "-w", later)
    assert SENTENCE in said.out.splitlines()
    told = changes_on(later)
    assert told.startswith(f"What changed since the last run {SENTENCE}")
    assert "Came since: reimbursement 5000000002 of 12 Nov 2026, 1 unit, USD 10.50." in told
    assert "Claimable: 2 units Claimable: 1 unit" in told
    assert "not open Waiting: 4 units" in told


def test_the_first_run_says_nothing_of_changes_on_the_terminal(later: Path, command: Command) -> None:
    said = command("run", "--as-of", FIRST, "-w", later)
    assert "Since the run" not in said.out


def test_a_line_leads_to_the_view_of_its_claim(later: Path) -> None:
    app.run(later, date.fromisoformat(DAY))
    page = (later / "report" / "index.html").read_text(encoding="utf-8")
    (section,) = re.findall(r'<section id="changes".*?</section>', page, re.DOTALL)
    linked = set(re.findall(r'href="claim\.html#([^"]*)"', section))
    known = {row["claim_id"] for row in app.claims(later)}
    assert len(linked) == 2
    assert linked <= known
    assert 'href="claim.zh-CN.html#' in (later / "report" / "index.zh-CN.html").read_text(encoding="utf-8")


def test_a_second_run_of_the_same_day_tells_the_same(later: Path) -> None:
    day = date.fromisoformat(DAY)
    first = app.run(later, day).changes, changes_on(later)
    assert (app.run(later, day).changes, changes_on(later)) == first


def test_a_replay_of_an_old_day_compares_with_nothing_and_the_next_run_with_the_last_one(later: Path) -> None:
    app.run(later, date.fromisoformat(DAY))
    assert app.run(later, date(2026, 11, 5)).changes == {}
    assert changes_on(later).endswith(
        "Nothing is compared: this page looks back on a day before the run as of 20 Nov 2026."
    )
    sentence = app.run(later, date(2026, 11, 21)).changes["main"].replace("\u00a0", " ")
    assert sentence == "Since the run as of 20 Nov 2026: nothing changed."


def test_a_rebuild_in_between_changes_nothing_of_it(later: Path) -> None:
    app.rebuild(later)
    assert app.status(later)["accounts"]["main"]["last_run"] is None
    assert app.run(later, date.fromisoformat(DAY)).changes["main"].replace("\u00a0", " ") == SENTENCE
    app.rebuild(later)
    assert app.run(later, date.fromisoformat(DAY)).changes["main"].replace("\u00a0", " ") == SENTENCE


def test_a_database_that_is_gone_has_no_earlier_run(later: Path) -> None:
    (later / "accounts" / "main" / "account.duckdb").unlink()
    app.rebuild(later)
    assert app.run(later, date.fromisoformat(DAY)).changes == {}
    assert FIRST_RUN in changes_on(later)


def test_runs_of_many_days_remember_two(later: Path) -> None:
    for day in range(11, 21):
        app.run(later, date(2026, 11, day), with_report=False)
    counts = {name: stored(later, f"from result.{name}_stamp")[0][0] for name in ("standing", "earlier")}
    assert counts == {"standing": date(2026, 11, 20), "earlier": date(2026, 11, 19)}


def test_of_too_many_changes_the_most_valuable_are_listed_and_all_are_counted(shop: Path, tmp_path: Path) -> None:
    rows = [adjustment("2026-11-12", f"X00000{n:03}A", -1, f"300000{n:05}", "M") for n in range(250)]
    (tmp_path / "more.csv").write_bytes(ledger(rows))
    app.import_files(shop, [tmp_path / "more.csv"], yes=True)
    changes = app.run(shop, date.fromisoformat(DAY)).changes["main"].replace("\u00a0", " ")
    assert "251 new claims (USD 2,625.00)" in changes
    told = changes_on(shop)
    assert "The 200 changes worth most are listed; 51 more are in the sums above only." in told
    assert told.count("The report row came since that run.") == 200


def test_hostile_titles_and_ids_stay_text(shop: Path, tmp_path: Path) -> None:
    rows = [adjustment("2026-11-12", "X00000000H", -1, HOSTILE, "M", title=HOSTILE, msku=HOSTILE)]
    (tmp_path / "more.csv").write_bytes(ledger(rows))
    paid = payment(HOSTILE, "X00000000A")
    (tmp_path / "paid.txt").write_bytes(reimbursements([paid, payment("5000000003", "X00000000A")]))
    app.import_files(shop, [tmp_path / "more.csv", tmp_path / "paid.txt"], yes=True)
    app.run(shop, date.fromisoformat(DAY))
    page = (shop / "report" / "index.html").read_text(encoding="utf-8")
    (section,) = re.findall(r'<section id="changes".*?</section>', page, re.DOTALL)
    assert "<script" not in section
    assert section.count("&lt;/bdi&gt;&lt;script&gt;") >= 4
    assert f"why {HOSTILE}" not in unescape(section)


def test_two_accounts_have_a_column_and_sums_together(later: Path, small_inbox: Path) -> None:
    app.init_workspace(later, "second")
    app.import_files(later, [small_inbox], account="second", yes=True)
    app.run(later, date.fromisoformat(FIRST))
    app.run(later, date.fromisoformat(DAY))
    told = changes_on(later)
    assert "Since the run as of 10 Nov 2026: 2 new claims, 1 paid by Amazon by itself (USD 10.50)." in told
    assert "Account Change Product" in told
    assert sorted(re.findall(r"\b(main|second) New", told)) == ["main", "second"]


def test_accounts_whose_earlier_runs_differ_are_told_apart(later: Path, small_inbox: Path) -> None:
    app.init_workspace(later, "second")
    app.import_files(later, [small_inbox], account="second", yes=True)
    result = app.run(later, date.fromisoformat(DAY))
    assert set(result.changes) == {"main"}
    assert changes_on(later).startswith(f"What changed since the last run main: {SENTENCE} second: {FIRST_RUN}")


def test_other_rules_in_between_are_told(later: Path) -> None:
    database = later / "accounts" / "main" / "account.duckdb"
    with duckdb.connect(str(database)) as con:
        con.execute("update result.standing_stamp set policy = '2026-01-01'")
    app.run(later, date.fromisoformat(DAY))
    assert "made by fba-reconcile 0.1.0 with rule data 2026-01-01, this one by" in changes_on(later)


def test_the_same_rules_are_not_worth_a_word(later: Path) -> None:
    app.run(later, date.fromisoformat(DAY))
    assert "rule data" not in changes_on(later)
