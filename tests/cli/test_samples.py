"""Files as they occur in the wild, where a checkout of them stands beside the repository."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.small_reports import REPOSITORY, stored

SAMPLES = REPOSITORY.parent / "shared" / "samples"
FOLDERS = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()) if SAMPLES.is_dir() else []
READ = [name for name in ("GET_LEDGER_DETAIL_VIEW_DATA", "GET_FBA_REIMBURSEMENTS_DATA") if name in FOLDERS]
# In a clone without samples there is one case that has nothing to look at; a skip would count as a hole.
NOTHING_HERE = [pytest.param("", id="no samples beside the repository")]
#: a documentation's table saved as a file: it has words where the quantities stand
NO_REPORT = {"airbytehq__airbyte__GET_LEDGER_DETAIL_VIEW_DATA.csv"}
#: a file that was cut in the middle of its last row
CUT = {"vyshagcliency__X-ray__smoke_inventory-ledger_head.csv": 1}


@pytest.mark.parametrize("folder", FOLDERS or NOTHING_HERE)
def test_every_sample_is_taken_in_or_told_in_one_sentence(command: Command, new_workspace: Path, folder: str) -> None:
    if not folder:
        return
    said = command("import", SAMPLES / folder, "--yes", "-w", new_workspace)
    files = sorted(path.name for path in (SAMPLES / folder).iterdir())
    taken = [line.split(": ")[0] for line in said.out.splitlines() if " rows read: " in line]
    told = [line for line in said.err.splitlines() if line.startswith("fba-reconcile: '")]
    assert len(told) == len(said.err.splitlines())
    assert sorted(taken + [line.split("'")[1] for line in told]) == files
    assert said.code == (2 if told else 0)


@pytest.mark.parametrize("folder", READ or NOTHING_HERE)
def test_every_ledger_and_reimbursement_sample_is_read_and_reconciled(
    command: Command, new_workspace: Path, folder: str
) -> None:
    if not folder:
        return
    said = command("import", SAMPLES / folder, "--yes", "-w", new_workspace)
    told = {line.split("'")[1] for line in said.err.splitlines()}
    assert told == NO_REPORT & {path.name for path in (SAMPLES / folder).iterdir()}
    downloads = stored(
        new_workspace,
        "select file_name, rows_read, rows_new + rows_known + rows_updated, rows_rejected from download",
    )
    for name, rows_read, rows_taken, rejected in downloads:
        assert isinstance(rows_read, int)
        assert rejected == CUT.get(str(name), 0), name
        assert rows_taken == rows_read - CUT.get(str(name), 0) > 0, name
    assert command("run", "--as-of", "2026-11-20", "-w", new_workspace).code == 0
