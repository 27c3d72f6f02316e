"""A command killed at any moment leaves a workspace that gives what an undisturbed one gives."""

import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest

from reconcile import app
from reports.export import to_csv
from tests.cli.small_reports import (
    CHINESE,
    DAY,
    adjustment,
    costs,
    environment,
    ledger,
    reimbursements,
    start,
    stored,
    write_small_reports,
)

#: at which shares of the time that the undisturbed command took
MOMENTS = [number / 8 for number in range(8)]
ROWS = 20_000
TABLES = ("ledger_detail", "ledger_evidence", "reimbursement", "cost")
PATIENCE = 60
AS_OF = date.fromisoformat(DAY)


def write_reports(inbox: Path) -> None:
    """A ledger of some ten thousand rows with losses, finds and payments, and its costs."""
    random = Random(7)  # noqa: S311  rows, not secrets
    rows, paid = [], []
    for number in range(ROWS):
        product = random.randrange(300)
        fnsku, on = f"X0000000{product:03}", f"2026-{random.randrange(6, 11):02}-{random.randrange(1, 29):02}"
        reason = random.choice("MMEFQP") if number % 20 == 0 else ""
        kind = "Adjustments" if reason else "Shipments"
        units = random.randrange(1, 4) * (1 if reason in ("F", "P") else -1)
        rows.append(adjustment(on, fnsku, units, str(10**9 + number), reason, event_type=kind, title=CHINESE))
        if reason == "M" and number % 60 == 0:
            paid.append(payment(on, fnsku, str(5 * 10**9 + number)))
    inbox.mkdir()
    (inbox / "1-ledger.csv").write_bytes(ledger(rows))
    (inbox / "2-payments.txt").write_bytes(reimbursements(paid))
    (inbox / "3-costs.csv").write_bytes(costs([[f"SKU-{n}", f"{n}.25", "USD", "2026-01-01"] for n in range(1, 9)]))


def payment(on: str, fnsku: str, number: str) -> dict[str, str]:
    return {
        "approval-date": f"{on}T05:06:07-07:00",
        "reimbursement-id": number,
        "reason": "Lost_Warehouse",
        "sku": f"SKU-{fnsku[-1]}",
        "fnsku": fnsku,
        "currency-unit": "USD",
        "amount-per-unit": "12.00",
        "amount-total": "12.00",
        "quantity-reimbursed-cash": "1",
        "quantity-reimbursed-inventory": "0",
        "quantity-reimbursed-total": "1",
    }


def claims_of(workspace: Path) -> str:
    return to_csv(app.claims(workspace))


def rows_of(workspace: Path) -> dict[str, list[tuple[object, ...]]]:
    """By table: how many rows it holds, and a sum over their contents in which order does not count."""
    told = "select count(*), sum(cast(hash(one) as hugeint)) from (select * exclude (download_id) from"
    return {name: stored(workspace, f"{told} {name}) as one") for name in TABLES}


def finish(workspace: Path, inbox: Path) -> str:
    """The next import and run in a workspace, and the claims they give."""
    results = app.import_files(workspace, [inbox], yes=True)
    assert [result.fault for result in results] == [None] * 3
    app.run(workspace, AS_OF, with_report=False)
    return claims_of(workspace)


class Undisturbed:
    """A workspace in which nothing was killed: its files, its claims, its rows."""

    def __init__(self, folder: Path) -> None:
        self.inbox = folder / "inbox"
        self.empty = folder / "empty"
        self.imported = folder / "imported"
        self.done = folder / "done"
        write_reports(self.inbox)
        app.init_workspace(self.empty)
        shutil.copytree(self.empty, self.imported)
        app.import_files(self.imported, [self.inbox], yes=True)
        shutil.copytree(self.imported, self.done)
        app.run(self.done, AS_OF)
        self.claims = claims_of(self.done)
        self.rows = rows_of(self.done)
        self.page = (self.done / "report" / "index.html").read_bytes()


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    whole = Undisturbed(tmp_path_factory.mktemp("undisturbed"))
    assert whole.claims.count("\n") > 200
    return whole


def killed_at(share: float, duration: float, workspace: Path, *arguments: str | Path) -> bool:
    """Start a command, kill it when it has the workspace and a share of its time is over; whether it still ran."""
    process = start(*arguments, "-w", workspace, cwd=workspace)
    until = time.monotonic() + PATIENCE
    while not (workspace / ".lock.holder").exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(share * duration)
    is_running = process.poll() is None
    process.kill()
    process.communicate()
    return is_running


def time_with_the_workspace(workspace: Path, *arguments: str | Path) -> float:
    """How long an undisturbed command holds the workspace, in seconds."""
    process = start(*arguments, "-w", workspace, cwd=workspace)
    while not (workspace / ".lock.holder").exists() and process.poll() is None:
        time.sleep(0.002)
    begun = time.monotonic()
    process.communicate()
    assert process.returncode == 0
    return time.monotonic() - begun


def assert_page_is_whole(workspace: Path, *, may_be: bytes | None = None) -> None:
    """The page is the old one, or whole, or was never there."""
    page = workspace / "report" / "index.html"
    if page.exists():
        found = page.read_bytes()
        assert found == may_be or found.rstrip().endswith(b"</html>")


def test_an_import_killed_at_any_moment_is_made_good_by_the_next(undisturbed: Undisturbed, tmp_path: Path) -> None:
    measured = shutil.copytree(undisturbed.empty, tmp_path / "measured")
    duration = time_with_the_workspace(measured, "import", undisturbed.inbox)
    was_killed = []
    for number, share in enumerate(MOMENTS):
        workspace = shutil.copytree(undisturbed.empty, tmp_path / str(number))
        was_killed.append(killed_at(share, duration, workspace, "import", undisturbed.inbox))
        assert app.status(workspace)["accounts"]["main"]["last_run"] is None
        assert finish(workspace, undisturbed.inbox) == undisturbed.claims, f"killed at {share:.2f}"
        assert rows_of(workspace) == undisturbed.rows, f"killed at {share:.2f}"
        if number == 4:
            app.rebuild(workspace)
            assert rows_of(workspace) == undisturbed.rows, f"killed at {share:.2f}, rebuilt"
            assert to_csv(app.claims(workspace, AS_OF)) == undisturbed.claims
        shutil.rmtree(workspace)
    assert any(was_killed)


def test_a_run_killed_at_any_moment_leaves_the_last_one_or_makes_a_new_one(
    undisturbed: Undisturbed, tmp_path: Path
) -> None:
    measured = shutil.copytree(undisturbed.imported, tmp_path / "measured")
    duration = time_with_the_workspace(measured, "run", "--as-of", DAY)
    was_killed = []
    for number, share in enumerate(MOMENTS[:6]):  # the last quarter is the end of the process
        # Every other one has an earlier run of another day, whose page may stay.
        workspace = shutil.copytree(undisturbed.done if number % 2 else undisturbed.imported, tmp_path / str(number))
        day = "2026-12-24" if number % 2 else DAY
        was_killed.append(killed_at(share, duration, workspace, "run", "--as-of", day))
        assert_page_is_whole(workspace, may_be=undisturbed.page if number % 2 else None)
        app.run(workspace, AS_OF, with_report=False)
        assert claims_of(workspace) == undisturbed.claims, f"killed at {share:.2f}"
        shutil.rmtree(workspace)
    assert any(was_killed)


# --- killed at a certain step: between two things that happen to files -----------------------------

#: runs a command, and kills its own process at the Nth time that something is done to a file of some name
DIE = """
import os, signal, sys
wanted, named, left = sys.argv[1], sys.argv[2], int(sys.argv[3])
def watch(event, arguments):
    global left
    if event == wanted and named in str(arguments):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
from reconcile.cli import main
from reconcile.cli import commands
from reconcile import app
sys.addaudithook(watch)
sys.exit(main(sys.argv[4:]))
"""


def dies_at(step: tuple[str, str], number: int, workspace: Path, *arguments: str | Path) -> bool:
    """Run a command that kills itself before the Nth such step; whether there was one."""
    words = [*step, str(number), *map(str, arguments), "-w", str(workspace)]
    process = subprocess.run(
        [sys.executable, "-c", DIE, *words],
        env=environment(),
        cwd=workspace,
        capture_output=True,
        check=False,
    )
    return process.returncode != 0


def killed_at_each(step: tuple[str, str], begin: Path, folder: Path, *arguments: str | Path) -> list[Path]:
    """Workspaces in which a command died before its first, second, third ... such step; the last one is done."""
    workspaces: list[Path] = []
    was_killed = True
    while was_killed:
        workspaces.append(shutil.copytree(begin, folder / f"{step[0]}-{len(workspaces)}"))
        was_killed = dies_at(step, len(workspaces) - 1, workspaces[-1], *arguments)
    assert len(workspaces) > 1
    return workspaces


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("steps")
    inbox = write_small_reports(folder / "inbox")
    workspace = folder / "workspace"
    app.init_workspace(workspace)
    app.import_files(workspace, [inbox], yes=True)
    app.run(workspace, AS_OF)
    return workspace


@pytest.mark.parametrize("event", ["os.rename", "os.remove"])
def test_a_rebuild_killed_at_any_step_leaves_the_old_database_or_the_new_one(
    small: Path, tmp_path: Path, event: str
) -> None:
    claims, rows = claims_of(small), rows_of(small)
    for workspace in killed_at_each((event, "account.duckdb"), small, tmp_path, "rebuild"):
        assert (workspace / "accounts" / "main" / "account.duckdb").exists(), workspace.name
        assert to_csv(app.claims(workspace, AS_OF)) == claims, workspace.name
        assert rows_of(workspace) == rows, workspace.name


@pytest.mark.parametrize("event", ["os.rename", "sqlite3.connect"])
def test_an_import_killed_at_any_step_is_made_good_by_the_next(small: Path, tmp_path: Path, event: str) -> None:
    claims, rows = claims_of(small), rows_of(small)
    empty = tmp_path / "empty"
    app.init_workspace(empty)
    inbox = small.parent / "inbox"
    for workspace in killed_at_each((event, ""), empty, tmp_path, "import", inbox):
        assert finish(workspace, inbox) == claims, workspace.name
        assert rows_of(workspace) == rows, workspace.name


def test_a_run_killed_at_any_step_leaves_a_whole_page(small: Path, tmp_path: Path) -> None:
    page, claims = (small / "report" / "index.html").read_bytes(), claims_of(small)
    for workspace in killed_at_each(("os.rename", "index.html"), small, tmp_path, "run", "--as-of", "2026-12-24"):
        assert_page_is_whole(workspace, may_be=page)
        assert to_csv(app.claims(workspace, AS_OF)) == claims, workspace.name
        app.run(workspace, AS_OF)
        pages = {path.name for path in (workspace / "report").glob("*.html")}
        names = ("claim", "figures", "index", "product")
        assert pages == {f"{name}{language}.html" for name in names for language in ("", ".zh-CN")}
