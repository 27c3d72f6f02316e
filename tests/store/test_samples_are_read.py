"""Every public sample is read with every real row in, or refused in one sentence."""

from pathlib import Path

import pytest

from tests.store.conftest import Import
from tests.store.ledger_files import rows_of

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
USED = ("GET_LEDGER_DETAIL_VIEW_DATA", "GET_FBA_REIMBURSEMENTS_DATA")
# Rows that are no rows: cell values that repeat the header, and a last line that was cut off.
NO_REPORT = {"airbytehq__airbyte__GET_LEDGER_DETAIL_VIEW_DATA.csv"}
CUT_OFF = {"vyshagcliency__X-ray__smoke_inventory-ledger_head.csv": 1}

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not here")


def samples(*, used: bool) -> list[Path]:
    return [
        path
        for path in sorted(SAMPLES.rglob("*.*"))
        if path.is_file() and path.name != "INDEX.md" and (path.parent.name in USED) is used
    ]


@needs_samples
def test_every_row_of_every_sample_of_the_main_reports_goes_in(workspace: Path, take_in: Import) -> None:
    for path in samples(used=True):
        if path.name in NO_REPORT:
            continue
        (result,) = take_in(path, account=f"of-{abs(hash(path.name))}")
        written = sum(bool(line.strip()) for line in path.read_bytes().split(b"\n")) - 1
        rejected = CUT_OFF.get(path.name, 0)
        assert result.fault is None, path.name
        assert (result.rows_read, result.rows_new) == (written, written - rejected), path.name
        table = "ledger_detail" if result.kind == "ledger_detail" else "reimbursement"
        stored = rows_of(workspace, table, account=f"of-{abs(hash(path.name))}")
        assert len(stored) == written - rejected, path.name


@needs_samples
def test_both_readers_read_the_samples_alike(workspace: Path, take_in: Import, with_care: Import) -> None:
    for path in samples(used=True):
        fast, careful = take_in(path, account="fast"), with_care(path, account="careful")
        assert fast == careful
    for table in ("ledger_detail", "ledger_evidence", "reimbursement", "rejected_row"):
        assert rows_of(workspace, table, account="fast") == rows_of(workspace, table, account="careful")


@needs_samples
def test_placeholder_rows_are_refused_as_a_whole(take_in: Import) -> None:
    for name in NO_REPORT:
        (result,) = take_in(SAMPLES / USED[0] / name)
        assert result.fault is not None
        assert "2 of 2 rows are unreadable" in result.fault


@needs_samples
def test_every_other_sample_is_kept_or_refused_in_one_sentence(take_in: Import) -> None:
    for path in samples(used=False):
        (result,) = take_in(path)
        if result.fault is None:
            assert result.kind, path.name
            assert result.note is not None, path.name
        else:
            assert "es_localized" in path.name, result.fault
            assert "columns seen" in result.fault
            assert "\n" not in result.fault
