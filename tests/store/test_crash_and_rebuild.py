"""A kill at any moment leaves the account as before or as after; raw/ makes the same database again."""

import datetime as dt
import hashlib
import json
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import zstandard

from reconcile.errors import ReconcileError
from reconcile.store import intake
from reconcile.store.account import AccountStore
from reconcile.store.history import History
from reconcile.store.loading import Loaded, Loading
from reconcile.store.lock import WorkspaceBusyError, WorkspaceLock
from reconcile.store.rebuild import rebuild
from tests.store.conftest import Import
from tests.store.ledger_files import ledger_line, payment_line, rows_of, write_ledger, write_payments
from tests.store.money_files import SETTLEMENT, order_row, whole, write_lines, write_orders, write_settlement

TABLES = ("download", "rejected_row", "ledger_detail", "ledger_evidence", "reimbursement", "cost", "fx_rate")
MONEY = ("settlement", "settlement_line", "order_line")
IMPORTER = """
import datetime as dt, sys
from pathlib import Path
from reconcile.store.account import AccountStore
from reconcile.store.importing import import_paths
print("ready", flush=True)
with AccountStore(Path(sys.argv[1]), "main") as store:
    import_paths(store, [Path(path) for path in sys.argv[2:]], imported_at=dt.datetime(2026, 11, 22, 8),
                 home_time_zone="America/Los_Angeles", home_marketplace="US")
"""


def content(workspace: Path, account: str = "main") -> dict[str, list[tuple[object, ...]]]:
    return {table: rows_of(workspace, table, account=account) for table in TABLES}


def rebuilt(workspace: Path) -> None:
    rebuild(workspace, "main", home_time_zone="America/Los_Angeles", home_marketplace="US")


@pytest.fixture
def downloads(tmp_path: Path) -> list[Path]:
    first = [ledger_line(reference=str(number)) for number in range(300)]
    second = [ledger_line(reference=str(number), stated=("0", "1")) for number in range(200, 400)]
    bad = [ledger_line(quantity="none")]
    returns = tmp_path / "c_returns.txt"
    returns.write_text(
        "return-date\torder-id\tsku\tasin\tfnsku\tquantity\tdetailed-disposition\treason\n",
        encoding="utf-8",
    )
    costs = tmp_path / "d_costs.csv"
    costs.write_text("sku,unit_cost,currency,effective_from\nMUG-1,4.25,USD,2026-01-01\n", encoding="utf-8")
    return [
        write_ledger(tmp_path / "a_ledger.txt", first + bad),
        write_ledger(tmp_path / "b_ledger.txt", second),
        returns,
        costs,
        write_payments(tmp_path / "e_payments.txt", [payment_line()]),
    ]


def test_rebuild_gives_the_same_database(workspace: Path, downloads: list[Path], take_in: Import) -> None:
    take_in(*downloads[:2])
    take_in(downloads[0], stated_from=dt.date(2026, 5, 1), stated_through=dt.date(2026, 5, 31))
    take_in(*downloads[2:])
    before = content(workspace)
    assert len(before["download"]) == 5
    rebuilt(workspace)
    assert content(workspace) == before


def test_a_lost_database_is_told_and_rebuilt(workspace: Path, downloads: list[Path], take_in: Import) -> None:
    take_in(*downloads)
    before = content(workspace)
    (workspace / "accounts/main/account.duckdb").unlink()
    with pytest.raises(ReconcileError, match="fba-reconcile rebuild"):
        rows_of(workspace, "download")
    rebuilt(workspace)
    assert content(workspace) == before


def test_a_database_of_another_version_is_told_and_rebuilt(
    workspace: Path, downloads: list[Path], take_in: Import
) -> None:
    take_in(*downloads)
    before = content(workspace)
    with AccountStore(workspace, "main") as store:
        store.con.execute("drop view ledger_evidence")
        store.con.execute("alter table ledger_detail drop column line")
    with (
        pytest.raises(ReconcileError, match=r"of another version of fba-reconcile.*run 'fba-reconcile rebuild'"),
        AccountStore(workspace, "main"),
    ):
        pass
    rebuilt(workspace)
    assert content(workspace) == before


def test_a_damaged_raw_copy_leaves_the_account_as_it_was(
    workspace: Path, downloads: list[Path], take_in: Import
) -> None:
    take_in(*downloads)
    before = content(workspace)
    victim = min((workspace / "accounts/main/raw").iterdir())
    victim.write_bytes(victim.read_bytes()[:-5])
    with pytest.raises(ReconcileError, match="missing or damaged"):
        rebuilt(workspace)
    assert content(workspace) == before


def test_history_catches_up_after_a_kill_between_commit_and_history(
    workspace: Path, downloads: list[Path], take_in: Import
) -> None:
    take_in(*downloads)
    (workspace / "history.sqlite").rename(workspace / "lost.sqlite")
    before = content(workspace)
    with History(workspace) as history:
        assert len(history.events("main", "download")) == 5
    rebuilt(workspace)
    assert content(workspace) == before


def test_history_is_append_only(workspace: Path) -> None:
    with History(workspace) as history:
        history.append("main", "dismissal", "C1", '{"reason": "found"}', "2026-11-22T00:00:00")
        (event,) = history.events("main", "dismissal")
        assert (event.subject_id, event.payload_json) == ("C1", '{"reason": "found"}')
    connection = sqlite3.connect(workspace / "history.sqlite")
    for statement in ("delete from event", "update event set at = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


@pytest.mark.slow
def test_kill_9_at_any_moment_leaves_a_usable_account(
    workspace: Path, tmp_path: Path, downloads: list[Path], take_in: Import
) -> None:
    big = tmp_path / "f_ledger.txt"
    write_ledger(big, [ledger_line(reference=f"F{number}") for number in range(60_000)])
    whole = tmp_path / "whole"
    whole.mkdir()
    arguments = [*map(str, downloads), str(big)]
    subprocess.run([sys.executable, "-c", IMPORTER, str(whole), *arguments], check=True, cwd=Path.cwd())
    expected = content(whole)
    for moment in (0.05, 0.15, 0.25, 0.4, 0.55, 0.7, 0.9, 1.2):
        process = subprocess.Popen(
            [sys.executable, "-c", IMPORTER, str(workspace), *arguments], stdout=subprocess.PIPE, cwd=Path.cwd()
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment)
        process.kill()
        process.wait()
        process.stdout.close()
        with AccountStore(workspace, "main") as store:
            rows = store.con.table("download").project("kind, rows_new, rows_updated").fetchall()
            ledger = sum(row[1] for row in rows if row[0] == "ledger_detail")
            assert store.con.table("ledger_detail").aggregate("count(*)").fetchall() == [(ledger,)]
            assert len(store.history.events("main", "download")) == len(rows)
    take_in(*map(Path, arguments))
    assert content(workspace) == expected


def test_a_second_writer_is_told_who_holds_the_workspace(workspace: Path) -> None:
    held = threading.Event()
    code = (
        "import sys, pathlib\nfrom reconcile.store.lock import WorkspaceLock\n"
        "with WorkspaceLock(pathlib.Path(sys.argv[1]), 'run'):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(workspace)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == b"held"
    held.set()
    with (
        pytest.raises(WorkspaceBusyError, match=rf"process {holder.pid} \('run', since 20"),
        WorkspaceLock(workspace, "import", patience=0.1),
    ):
        pass
    holder.communicate(b"")
    with WorkspaceLock(workspace, "import"), WorkspaceLock(workspace, "import"):
        assert (workspace / ".lock.holder").exists()
    assert not (workspace / ".lock.holder").exists()


def test_a_kept_report_is_recorded_and_its_bytes_are_there(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    path = tmp_path / "fees.txt"
    path.write_text("sku\tasin\tproduct-size-tier\testimated-fee-total\nMUG-1\tB1\tLarge\t5.10\n", encoding="utf-8")
    (result,) = take_in(path)
    assert (result.kind, result.rows_read) == ("fee_preview", 0)
    assert "kept" in str(result.note)
    ((sha256, is_used),) = rows_of(workspace, "download", "sha256, is_used")
    assert is_used is False
    assert (workspace / f"accounts/main/raw/{sha256}.zst").exists()


@pytest.fixture
def unread(tmp_path: Path) -> list[Path]:
    """Files that an older version kept: a settlement, one without amounts, orders."""
    without_amounts = [row[:9] for row in whole()]
    return [
        write_settlement(tmp_path / "settlement.txt", whole()),
        write_lines(tmp_path / "narrow.txt", SETTLEMENT[:9], without_amounts),
        write_orders(tmp_path / "orders.txt", [order_row()]),
    ]


def kept_by_an_older_version(workspace: Path, files: list[Path]) -> None:
    """An account whose history tells of files that were kept unread, as versions before wrote it."""
    (workspace / "accounts/main/raw").mkdir(parents=True)
    with History(workspace) as history:
        for number, path in enumerate(files, start=1):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            packed = zstandard.ZstdCompressor().compress(path.read_bytes())
            (workspace / f"accounts/main/raw/{sha256}.zst").write_bytes(packed)
            told = {"sha256": sha256, "kind": "settlement", "file_name": path.name, "stated_from": None}
            more = {"imported_at": "2026-11-22T08:00:00", "stated_through": None}
            history.append("main", "download", str(number), json.dumps(told | more), "2026-11-22T08:00:00")
    rebuilt(workspace)


def test_rebuild_reads_what_an_older_version_kept_unread(workspace: Path, unread: list[Path]) -> None:
    kept_by_an_older_version(workspace, unread)
    assert rows_of(workspace, "settlement", "settlement_id, is_complete") == [("25889786381", True)]
    assert [len(rows_of(workspace, table)) for table in MONEY] == [1, 2, 1]
    # One without amounts is refused today; it stays kept, and its number too.
    assert rows_of(workspace, "download", "download_id, kind, is_used") == [
        (1, "settlement", True),
        (2, "settlement", False),
        (3, "all_orders", True),
    ]


def test_a_file_that_was_kept_and_read_later_leaves_the_numbers_of_downloads_as_they_are(
    workspace: Path, unread: list[Path], downloads: list[Path], take_in: Import
) -> None:
    kept_by_an_older_version(workspace, [unread[0], unread[0]])
    days = {"stated_from": dt.date(2026, 5, 1), "stated_through": dt.date(2026, 5, 31)}
    take_in(downloads[0], **days)
    take_in(unread[2])
    before = {table: rows_of(workspace, table) for table in (*TABLES, *MONEY)}
    rebuilt(workspace)
    assert {table: rows_of(workspace, table) for table in (*TABLES, *MONEY)} == before
    with History(workspace) as history:
        assert [event.subject_id for event in history.events("main", "download")] == ["1", "2", "3", "4"]
        assert history.events("main", "download_span") == []
    (again,) = take_in(unread[0])
    assert again.note == "the same file was taken in before"


def test_rebuild_gives_the_same_money(workspace: Path, unread: list[Path], tmp_path: Path, take_in: Import) -> None:
    cut = write_settlement(tmp_path / "cut.txt", whole()[:2])
    take_in(cut, unread[0], unread[2])
    before = {table: rows_of(workspace, table) for table in ("download", *MONEY)}
    rebuilt(workspace)
    assert {table: rows_of(workspace, table) for table in ("download", *MONEY)} == before


def test_a_file_that_was_read_once_and_is_not_any_more_stops_the_rebuild(
    workspace: Path, unread: list[Path], take_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(unread[0])

    def broken(_: Loading) -> Loaded:
        raise ReconcileError("cannot be read any more")

    monkeypatch.setitem(intake.FAST, "settlement", broken)
    with pytest.raises(ReconcileError, match="cannot be read any more"):
        rebuilt(workspace)


def test_reports_without_rows_cover_the_days_that_are_stated_for_each(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    spans = [(dt.date(2026, month, 1), dt.date(2026, month, 28)) for month in (5, 6, 7)]
    path = write_ledger(tmp_path / "ledger.txt", [])
    (result,) = take_in(path)
    assert "covers no day" in str(result.note)
    assert "--from and --through" in str(result.note)
    for first, last in [*spans, spans[0], spans[1]]:
        (result,) = take_in(path, stated_from=first, stated_through=last)
        assert result.fault is None
        assert "covers no day" not in str(result.note)
    take_in(path)
    assert rows_of(workspace, "download", "stated_from, stated_through") == spans
    before = content(workspace)
    rebuilt(workspace)
    assert content(workspace) == before
    with History(workspace) as history:
        assert len(history.events("main", "download")) == 3


def test_days_stated_anew_for_a_report_with_rows_replace_the_old_ones(
    workspace: Path, tmp_path: Path, take_in: Import
) -> None:
    path = write_payments(tmp_path / "payments.txt", [payment_line()])
    for day in (1, 2):
        take_in(path, stated_from=dt.date(2026, 5, day), stated_through=dt.date(2026, 5, 31))
    assert rows_of(workspace, "download", "stated_from") == [(dt.date(2026, 5, 2),)]
