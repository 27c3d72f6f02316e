"""Each command on a small workspace: what it prints where, and its exit code."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.small_reports import CHINESE, DAY, SMALL_CLAIMS, costs, stored


def test_init_makes_a_workspace_and_says_what_comes_next(command: Command, tmp_path: Path) -> None:
    said = command("init", "-w", tmp_path / "new")
    assert (said.code, said.err) == (0, "")
    assert "fba-reconcile import" in said.out
    for name in ("reconcile.toml", "inbox", "documents/inbox", "templates/costs.csv"):
        assert (tmp_path / "new" / name).exists()


def test_init_adds_an_account_and_refuses_the_same_again(command: Command, new_workspace: Path) -> None:
    assert command("init", "--account", "europe", "--marketplace", "DE", "-w", new_workspace).code == 0
    again = command("init", "--account", "europe", "-w", new_workspace)
    assert again.code == 2
    assert "europe" in again.err


def test_import_tells_per_file_what_became_of_its_rows(
    command: Command, new_workspace: Path, small_inbox: Path
) -> None:
    said = command("import", small_inbox, "-w", new_workspace)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines == [
        "costs.csv: costs, 2 rows read: 2 new, 0 known, 0 updated, 0 rejected, 2026-01-01 to 2026-01-01",
        "ledger.csv: ledger_detail, 7 rows read: 7 new, 0 known, 0 updated, 0 rejected, 2026-06-01 to 2026-11-19",
        (
            "reimbursements.txt: reimbursements, 1 rows read: 1 new, 0 known, 0 updated, 0 rejected, "
            "2026-10-12 to 2026-10-12"
        ),
    ]


def test_importing_again_says_known_and_changes_no_claim(command: Command, workspace: Path, small_inbox: Path) -> None:
    before = command("claims", "--format", "csv", "-w", workspace).out
    said = command("import", small_inbox / "ledger.csv", "-w", workspace)
    assert "7 rows read: 0 new, 7 known" in said.out
    assert command("claims", "--format", "csv", "-w", workspace).out == before


def test_stated_days_become_the_coverage(command: Command, workspace: Path, small_inbox: Path) -> None:
    dates = ("--from", "2026-06-01", "--through", "2026-11-20")
    assert command("import", small_inbox / "reimbursements.txt", *dates, "-w", workspace).code == 0
    assert "reimbursements: 2026-06-01 to 2026-11-20 (173 days)" in command("status", "-w", workspace).out


def test_run_counts_the_claims_and_names_the_page(command: Command, workspace: Path) -> None:
    said = command("run", "--as-of", DAY, "-w", workspace)
    assert said.code == 0
    assert said.err == "The Reimbursements report ends on 2026-10-12: download it up to 2026-11-20 before you file.\n"
    assert f"As of {DAY}" in said.out
    assert "claimable: 2 claims, 4 units" in said.out
    report = workspace / "report" / "index.html"
    assert str(report.resolve()) in said.out
    assert report.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_claims_without_a_day_speak_of_the_last_run(command: Command, workspace: Path) -> None:
    for day in ("2026-11-20", "2026-12-16"):
        assert command("run", "--as-of", day, "-w", workspace).code == 0
        named = command("claims", "--as-of", day, "--format", "csv", "-w", workspace)
        assert command("claims", "--format", "csv", "-w", workspace) == named
    assert ",expired," in named.out


def test_claims_of_a_day_leave_the_last_run_as_it_is(command: Command, workspace: Path) -> None:
    before = command("claims", "--format", "csv", "-w", workspace)
    assert command("claims", "--as-of", "2027-06-01", "--format", "csv", "-w", workspace) != before
    assert command("claims", "--format", "csv", "-w", workspace) == before


def test_a_dismissed_claim_stays_away_until_it_is_restored(command: Command, workspace: Path) -> None:
    claim_id = claims_of(command, workspace)["20000000001"]["claim_id"]
    said = command("claims", "dismiss", claim_id, "--reason", "sold it", "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert claims_of(command, workspace)["20000000001"]["status"] == "dismissed"
    assert command("run", "--as-of", DAY, "-w", workspace).code == 0
    assert claims_of(command, workspace)["20000000001"]["status"] == "dismissed"
    assert command("claims", "-w", workspace, "restore", claim_id).code == 0
    assert claims_of(command, workspace)["20000000001"]["status"] == "claimable"
    again = command("claims", "restore", claim_id, "-w", workspace)
    assert again.code == 2
    assert "is not dismissed" in again.err


def test_a_dismissal_outlives_a_rebuild(command: Command, workspace: Path) -> None:
    claim_id = claims_of(command, workspace)["20000000001"]["claim_id"]
    command("claims", "dismiss", claim_id, "--reason", "sold it", "-w", workspace)
    assert command("rebuild", "-w", workspace).code == 0
    assert command("run", "--as-of", DAY, "-w", workspace).code == 0
    assert claims_of(command, workspace)["20000000001"]["status"] == "dismissed"


def claims_of(command: Command, workspace: Path) -> dict[str, dict[str, str]]:
    """The claims as JSON gives them, by reference id."""
    rows = json.loads(command("claims", "--format", "json", "-w", workspace).out)
    return {row["reference_id"]: row for row in rows}


@pytest.mark.parametrize("wanted", ["X00000000A", "B00000000A", "5000000001", "20000000006"], ids=str)
def test_why_tells_file_and_line(command: Command, workspace: Path, wanted: str) -> None:
    said = command("why", wanted, "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert "ledger.csv line" in said.out or "reimbursements.txt line" in said.out


def test_why_of_a_claim_names_its_loss_and_its_cover(command: Command, workspace: Path) -> None:
    claim_id = claims_of(command, workspace)["20000000001"]["claim_id"]
    said = command("why", claim_id, "-w", workspace)
    assert "[ledger.csv line 3]" in said.out  # the loss
    assert "[ledger.csv line 5]" in said.out  # the unit found again


def test_the_cost_book_is_listed_and_names_what_is_missing(command: Command, workspace: Path) -> None:
    listed = command("costs", "list", "-w", workspace)
    assert listed.code == 0
    assert "SKU-A" in listed.out
    assert "SKU-C" not in listed.out
    missing = command("costs", "missing", "-w", workspace)
    assert missing.code == 0
    assert "SKU-C" in missing.out
    assert "SKU-A" not in missing.out


def test_an_imported_cost_gives_its_claim_a_value(command: Command, workspace: Path, tmp_path: Path) -> None:
    book = tmp_path / "more.csv"
    book.write_bytes(costs([["SKU-C", "3.333", "USD", "2026-01-01"]]))
    said = command("costs", "import", book, "-w", workspace)
    assert (said.code, "1 new" in said.out) == (0, True)
    claim = claims_of(command, workspace)["20000000004"]
    assert (claim["unit_value"], claim["amount"]) == ("3.33", "13.32")
    assert "SKU-C" not in command("costs", "missing", "-w", workspace).out


def test_costs_import_takes_a_workbook(command: Command, workspace: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["sku", "unit_cost", "currency", "effective_from"])
    book.active.append(["SKU-C", 2.5, "USD", "2026-01-01"])
    book.save(tmp_path / "costs.xlsx")
    assert command("costs", "import", tmp_path / "costs.xlsx", "-w", workspace).code == 0
    assert claims_of(command, workspace)["20000000004"]["amount"] == "10.00"


def test_rebuild_gives_the_same_rows_and_claims(command: Command, workspace: Path) -> None:
    before = command("claims", "--format", "csv", "-w", workspace).out
    tables = ("ledger_detail", "ledger_evidence", "reimbursement", "cost", "download")
    rows = {name: sorted(map(repr, stored(workspace, f"from {name}"))) for name in tables}
    said = command("rebuild", "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert "main: 3 downloads replayed" in said.out
    assert command("run", "--as-of", DAY, "-w", workspace).code == 0
    assert command("claims", "--format", "csv", "-w", workspace).out == before
    for name in tables:
        assert sorted(map(repr, stored(workspace, f"from {name}"))) == rows[name], name


def test_status_tells_downloads_coverage_and_the_last_run(command: Command, workspace: Path) -> None:
    said = command("status", "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert f"last run: as of {DAY}" in said.out
    assert "ledger_detail: 2026-06-01 to 2026-11-19" in said.out
    told = json.loads(command("status", "--format", "json", "-w", workspace).out)
    assert [one["file_name"] for one in told["accounts"]["main"]["downloads"]] == [
        "costs.csv",
        "ledger.csv",
        "reimbursements.txt",
    ]


def test_status_names_the_reports_that_claims_rest_on_and_nobody_imported(command: Command, workspace: Path) -> None:
    said = command("status", "-w", workspace).out
    assert "settlement: customer_return_damaged, customer_return_missing. Seller Central > Payments" in said
    assert "ledger_detail: customer" not in said
    told = json.loads(command("status", "--format", "json", "-w", workspace).out)["accounts"]["main"]
    assert told["holes"] == []
    assert "removal_receipts" in [one["kind"] for one in told["never_loaded"]]


def test_status_before_anything_says_what_to_do(command: Command, new_workspace: Path) -> None:
    said = command("status", "-w", new_workspace)
    assert said.code == 0
    assert "fba-reconcile run" in said.out
    assert "import a report" in said.out


def test_run_and_claims_work_before_anything_was_imported(command: Command, new_workspace: Path) -> None:
    said = command("run", "--as-of", DAY, "-w", new_workspace)
    assert (said.code, "no claims" in said.out) == (0, True)
    assert command("claims", "--format", "json", "-w", new_workspace).out.split() == ["[]"]
    assert "No cost is missing" in command("costs", "missing", "-w", new_workspace).out
    assert "No costs yet" in command("costs", "list", "-w", new_workspace).out


def test_the_workspace_is_named_before_or_after_the_command(command: Command, workspace: Path) -> None:
    after = command("claims", "--format", "csv", "-w", workspace)
    assert after.code == 0
    assert command("claims", "-w", workspace, "--format", "csv") == after
    assert command("-w", workspace, "claims", "--format", "csv") == after
    for group, name in (("costs", "list"), ("costs", "missing")):
        after = command(group, name, "-w", workspace)
        assert after.code == 0
        assert command(group, "-w", workspace, name) == command("-w", workspace, group, name) == after


def test_without_w_the_current_folder_is_the_workspace(
    command: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = command("claims", "--format", "csv", "-w", workspace)
    monkeypatch.chdir(workspace)
    assert command("claims", "--format", "csv") == named


def test_the_table_shows_every_claim_and_counts_them_beside_it(command: Command, workspace: Path) -> None:
    said = command("claims", "-w", workspace)
    for reference, status, *_ in SMALL_CLAIMS:
        assert any(reference in line and status in line for line in said.out.splitlines())
    assert "3 claims" in said.err


def test_two_accounts_are_kept_apart(command: Command, workspace: Path, small_inbox: Path) -> None:
    command("init", "--account", "north", "--marketplace", "CA", "-w", workspace)
    unnamed = command("import", small_inbox, "-w", workspace)
    assert unnamed.code == 2
    assert "--account" in unnamed.err
    again = ("import", small_inbox / "ledger.csv", "--account", "north", "-w", workspace)
    assert "the same file was taken in by account 'main'" in command(*again).err
    assert command(*again, "--yes").code == 0
    assert command("run", "--as-of", DAY, "-w", workspace).code == 0
    rows = json.loads(command("claims", "--format", "json", "-w", workspace).out)
    assert {row["account"] for row in rows} == {"main", "north"}
    # Without any Reimbursements download nothing may be claimed.
    assert {row["status"] for row in rows if row["account"] == "north"} == {"review", "expired"}
    only = json.loads(command("claims", "--account", "north", "--format", "json", "-w", workspace).out)
    assert {row["account"] for row in only} == {"north"}
    # One page for both, and beside it the claims of both.
    told = command("claims", "--format", "csv", "-w", workspace).out
    assert (workspace / "report" / "claims.csv").read_text(encoding="utf-8-sig") == told
    assert (workspace / "report" / "claims.xlsx").stat().st_size > 0


@pytest.mark.slow
def test_demo_makes_a_reconciled_workspace_and_refuses_a_full_folder(command: Command, tmp_path: Path) -> None:
    said = command("demo", tmp_path / "shop")
    assert (said.code, said.err) == (0, "")
    assert "claimable:" in said.out
    assert str(tmp_path / "shop" / "report" / "index.html") in said.out
    assert command("claims", "-w", tmp_path / "shop", "--format", "csv").out.count("\n") > 10
    assert "A made-up shop" in (tmp_path / "shop" / "report" / "index.html").read_text(encoding="utf-8")
    again = command("demo", tmp_path / "shop")
    assert (again.code, again.out) == (2, "")
    assert "is not empty" in again.err


def test_titles_of_any_language_reach_the_page_and_the_csv(command: Command, workspace: Path) -> None:
    assert CHINESE in command("claims", "--format", "csv", "-w", workspace).out
    assert CHINESE in (workspace / "report" / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_facts_of_the_demo_are_of_its_own_day(command: Command, tmp_path: Path) -> None:
    command("demo", tmp_path / "shop")
    page = (tmp_path / "shop" / "report" / "index.html").read_text(encoding="utf-8")
    assert 'data-facts-of="2026-11-20" data-valid-to="2026-11-23"' in page
