"""Commands run inside the test's process: as the real program, but without its start."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.cli import main
from tests.cli.small_reports import DAY, Said, write_small_reports

Command = Callable[..., Said]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `fba-reconcile` with some arguments and tells what it said."""

    def said(*arguments: str | Path) -> Said:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Said(code=code, out=captured.out, err=captured.err)

    return said


@pytest.fixture(scope="session")
def small_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the small reports, reconciled for DAY; for reading, and for copying."""
    folder = tmp_path_factory.mktemp("small")
    workspace = folder / "workspace"
    inbox = write_small_reports(folder / "inbox")
    assert main(["init", "-w", str(workspace)]) == 0
    assert main(["import", str(inbox), "-w", str(workspace)]) == 0
    assert main(["run", "--as-of", DAY, "-w", str(workspace)]) == 0
    return workspace


@pytest.fixture
def workspace(small_workspace: Path, tmp_path: Path) -> Path:
    """A copy of the small workspace, for a test to change."""
    return shutil.copytree(small_workspace, tmp_path / "workspace")


@pytest.fixture
def new_workspace(tmp_path: Path, command: Command) -> Path:
    """A workspace without data."""
    assert command("init", "-w", tmp_path / "new").code == 0
    return tmp_path / "new"


@pytest.fixture(scope="session")
def small_inbox(small_workspace: Path) -> Path:
    """The folder with the small reports."""
    return small_workspace.parent / "inbox"
