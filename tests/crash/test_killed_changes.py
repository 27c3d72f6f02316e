"""A run killed at any moment forgets nothing of the runs before: the next one tells the same changes."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from reconcile import app
from tests.cli.small_reports import DAY, stored, write_small_reports
from tests.crash.test_killed_commands import killed_at, killed_at_each, time_with_the_workspace

FIRST = date(2026, 11, 10)
AS_OF = date.fromisoformat(DAY)
REMEMBERED = ("standing", "earlier", "standing_stamp", "earlier_stamp")


def told(workspace: Path) -> tuple[str, str]:
    """The changes of a finished run: its sentence, and the section of the page."""
    sentence = app.run(workspace, AS_OF).changes["main"]
    page = (workspace / "report" / "index.html").read_text(encoding="utf-8")
    (section,) = re.findall(r'<section id="changes".*?</section>', page, re.DOTALL)
    return sentence, section


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a run of the first day."""
    folder = tmp_path_factory.mktemp("first")
    app.init_workspace(folder / "workspace")
    app.import_files(folder / "workspace", [write_small_reports(folder / "inbox")], yes=True)
    app.run(folder / "workspace", FIRST)
    return folder / "workspace"


@pytest.fixture(scope="module")
def undisturbed(first: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    return told(shutil.copytree(first, tmp_path_factory.mktemp("undisturbed") / "workspace"))


def test_a_run_killed_at_any_moment_forgets_no_earlier_run(
    first: Path, undisturbed: tuple[str, str], tmp_path: Path
) -> None:
    measured = shutil.copytree(first, tmp_path / "measured")
    duration = time_with_the_workspace(measured, "run", "--as-of", DAY)
    was_killed = []
    for share in (0, 0.2, 0.4, 0.5, 0.6, 0.8):
        workspace = shutil.copytree(first, tmp_path / f"{share}")
        was_killed.append(killed_at(share, duration, workspace, "run", "--as-of", DAY))
        assert told(workspace) == undisturbed, f"killed at {share}"
    assert any(was_killed)


def test_a_rebuild_killed_at_any_step_forgets_no_run(first: Path, undisturbed: tuple[str, str], tmp_path: Path) -> None:
    for workspace in killed_at_each(("os.rename", "account.duckdb"), first, tmp_path, "rebuild"):
        assert told(workspace) == undisturbed, workspace.name


def test_a_rebuild_carries_over_all_that_is_remembered(first: Path, tmp_path: Path) -> None:
    workspace = shutil.copytree(first, tmp_path / "workspace")
    app.run(workspace, AS_OF, with_report=False)
    before = {name: sorted(stored(workspace, f"from result.{name}"), key=repr) for name in REMEMBERED}
    app.rebuild(workspace)
    assert {name: sorted(stored(workspace, f"from result.{name}"), key=repr) for name in REMEMBERED} == before
