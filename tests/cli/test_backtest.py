"""The look back through the real command: what it prints, what it writes, what it leaves alone."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import duckdb
import pytest

from reconcile import app
from tests.cli.conftest import Command
from tests.cli.small_reports import adjustment, ledger, reimbursements
from tests.cli.test_changes import HOSTILE, payment

DAY = "2026-11-20"


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units lost in August, of which Amazon paid one in October; reconciled in November."""
    folder = tmp_path_factory.mktemp("look back")
    rows = [
        adjustment("2026-08-01", "X00000000A", -1, "1001", "M"),
        adjustment("2026-08-02", "X00000000B", -1, "1002", "M", msku=HOSTILE),
    ]
    (folder / "ledger.csv").write_bytes(ledger(rows))
    (folder / "paid.txt").write_bytes(reimbursements([payment("5000000002", "X00000000A", "2026-10-12")]))
    app.init_workspace(folder / "shop")
    app.import_files(
        folder / "shop",
        [folder / "ledger.csv", folder / "paid.txt"],
        yes=True,
        stated_from=date(2026, 1, 1),
        stated_through=date(2026, 11, 20),
    )
    app.run(folder / "shop", date.fromisoformat(DAY))
    return folder / "shop"


@pytest.fixture
def shop(looked_at: Path, tmp_path: Path) -> Path:
    return shutil.copytree(looked_at, tmp_path / "shop")


def stored(workspace: Path) -> list[object]:
    """Everything a run keeps in the account's database."""
    with duckdb.connect(str(workspace / "accounts" / "main" / "account.duckdb"), read_only=True) as con:
        names = con.execute("select schema_name, table_name from duckdb_tables() order by all").fetchall()
        return [(schema, name, con.execute(f'from "{schema}"."{name}"').fetchall()) for schema, name in names]


def test_the_honest_figure_comes_second(command: Command, shop: Path) -> None:
    said = command("backtest", "-w", str(shop))
    assert said.code == 0
    assert "As of 21 Sep 2026 these rules would have claimed 2 units." in said.out
    assert "Of 2 units, 1 (50 %) would have been premature or false" in said.out
    assert "paid.txt" in said.out


def test_the_csv_has_the_row_that_made_each_unit_good(command: Command, shop: Path) -> None:
    said = command("backtest", "-w", str(shop), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [(row["reference_id"], row["outcome"], row["cover_id"], row["cover_file"]) for row in rows] == [
        ("1001", "paid", "5000000002", "paid.txt"),
        ("1002", "open", "", ""),
    ]
    assert rows[0]["paid_amount"] == "10.50"


def test_the_json_has_days_sentences_sums_and_rows(command: Command, shop: Path) -> None:
    said = command("backtest", "-w", str(shop), "--format", "json", "--days", "60", "--as-of", DAY)
    (told,) = json.loads(said.out)
    assert (told["then"], told["as_of"]) == ("2026-09-21", DAY)
    assert [(one["claimed"], one["without_claim"], one["open"]) for one in told["sums"]] == [(2, 1, 1)]
    assert sum(row["units"] for row in told["rows"]) == 2


def test_nothing_that_is_stored_changes(command: Command, shop: Path) -> None:
    before, history = stored(shop), (shop / "history.sqlite").read_bytes()
    assert command("backtest", "-w", str(shop)).code == 0
    assert stored(shop) == before
    assert (shop / "history.sqlite").read_bytes() == history


def test_the_page_shows_it_in_both_languages_and_is_linked_once_it_is_there(command: Command, shop: Path) -> None:
    first = shop / "report" / "index.html"
    assert "backtest.html" not in first.read_text("utf-8")
    command("backtest", "-w", str(shop))
    for name, sentence in (
        ("backtest.html", "1 (50 %) would have been premature"),
        ("backtest.zh-CN.html", "1 件（50%）"),
    ):
        page = (shop / "report" / name).read_text("utf-8")
        assert HOSTILE not in page
        text = unescape(re.sub(r"<[^>]*>", "", page)).replace("\u00a0", " ")
        assert sentence in text
        assert "5000000002" in text
    app.run(shop, date.fromisoformat(DAY))
    assert 'href="backtest.html"' in first.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--days", "0"), "--days 0 looks back on nothing; name a number of days from 1, e.g. 60."),
        (("--days", "999999"), "--days 999999 leads before the first day of the calendar; name fewer, e.g. 60."),
        (("--as-of", "20.11.2026"), "--as-of '20.11.2026' is not a date; write it as YYYY-MM-DD, e.g. 2026-11-20."),
    ],
)
def test_a_span_without_a_past_is_refused_in_one_line(
    command: Command, shop: Path, options: tuple[str, str], fault: str
) -> None:
    said = command("backtest", "-w", str(shop), *options)
    assert said.code == 2
    assert said.err.strip() == f"fba-reconcile: {fault}"
