"""The program as the system starts it: its pipes, its encoding, its signals, and two of it at once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reconcile.store.lock import WorkspaceLock
from tests.cli.conftest import Command
from tests.cli.small_reports import (
    CHINESE,
    DAY,
    adjustment,
    ended,
    environment,
    ledger,
    program,
    start,
)

PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# A process starts in about a second; this is only so that a test ends at all.
PATIENCE = 60


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a file is there, or the process has ended."""
    until = time.monotonic() + PATIENCE
    while not path.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def test_results_go_to_output_and_notes_to_error(small_workspace: Path, tmp_path: Path) -> None:
    said = program("claims", "-w", small_workspace, cwd=tmp_path)
    assert said.code == 0
    assert "LOST-" in said.out
    assert said.err == "3 claims\n"
    fault = program("claims", "-w", "nowhere", cwd=tmp_path)
    assert (fault.code, fault.out, fault.err.count("\n")) == (2, "", 1)


def test_a_locale_without_chinese_gets_chinese_all_the_same(small_workspace: Path, tmp_path: Path) -> None:
    said = program("claims", "--format", "csv", "-w", small_workspace, cwd=tmp_path, **PLAIN)
    assert (said.code, said.err) == (0, "")
    assert CHINESE in said.out
    assert program("why", CHINESE, "-w", small_workspace, cwd=tmp_path, **PLAIN).code == 2


def test_a_reader_that_has_enough_is_no_fault(small_workspace: Path, tmp_path: Path) -> None:
    process = start("claims", "--format", "json", "-w", small_workspace, cwd=tmp_path)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read().decode()
    process.stderr.close()
    assert (process.wait(PATIENCE), err) == (0, "")


def test_a_second_process_is_told_who_holds_the_workspace(workspace: Path, tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(workspace)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n" or os.name == "nt"
        said = program("run", "--as-of", DAY, "-w", workspace, cwd=tmp_path)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert f"process {holder.pid}" in said.err
        assert "'import', since 20" in said.err
        assert "try again" in said.err
        # Within its patience the second one gets its turn.
        second = start("run", "--as-of", DAY, "-w", workspace, cwd=tmp_path)
        holder.communicate(b"done\n")
        assert ended(second).code == 0


HOLD = """
import sys
from pathlib import Path
from reconcile.store.lock import WorkspaceLock
with WorkspaceLock(Path(sys.argv[1]), "import"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize("after", [0.05, 0.2])
def test_ctrl_c_in_an_import_ends_it_and_leaves_nothing(
    new_workspace: Path, tmp_path: Path, command: Command, after: float
) -> None:
    rows = [
        adjustment(
            f"2026-{1 + number % 10:02}-{1 + number % 28:02}", f"X0000000{number % 900:03}", -1, f"{number}", "M"
        )
        for number in range(30_000)
    ]
    (tmp_path / "large.csv").write_bytes(ledger(rows))
    process = start("import", tmp_path / "large.csv", "-w", new_workspace, cwd=tmp_path)
    wait_for(new_workspace / ".lock.holder", process)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    said = ended(process)
    assert said.code in (0, 130), said.err  # it may have been done already
    assert "Traceback" not in said.err
    if said.code == 130:
        assert said.err == "fba-reconcile: interrupted\n"
        assert not (new_workspace / ".lock.holder").exists()
    told = command("import", tmp_path / "large.csv", "-w", new_workspace)
    assert told.code == 0
    assert "30000 rows read" in told.out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_ctrl_c_in_a_run_ends_it_and_leaves_the_last_one(workspace: Path, tmp_path: Path, command: Command) -> None:
    before = command("claims", "--format", "csv", "-w", workspace).out
    process = start("run", "--as-of", "2026-12-16", "-w", workspace, cwd=tmp_path)
    wait_for(workspace / ".lock.holder", process)
    process.send_signal(signal.SIGINT)
    said = ended(process)
    assert said.code in (0, 130), said.err  # it may have been done already
    assert "Traceback" not in said.err
    assert command("claims", "--as-of", DAY, "--format", "csv", "-w", workspace).out == before


def test_the_lock_is_taken_within_one_process_again(small_workspace: Path) -> None:
    with WorkspaceLock(small_workspace, "one"), WorkspaceLock(small_workspace, "two"):
        assert (small_workspace / ".lock.holder").exists()
    assert not (small_workspace / ".lock.holder").exists()
