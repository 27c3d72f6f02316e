"""Every public sample is read with every real row in, or refused in one sentence."""

import gzip
from pathlib import Path

import pytest

from tests.store.conftest import Import
from tests.store.ledger_files import rows_of

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
USED = ("GET_LEDGER_DETAIL_VIEW_DATA", "GET_FBA_REIMBURSEMENTS_DATA")
# The other reports that are read: the table that keeps each kind.
TABLES = {
    "customer_returns": "customer_return",
    "replacements": "replacement",
    "removal_orders": "removal_order",
    "removal_shipments": "removal_shipment",
    "ledger_summary": "ledger_summary",
    "fba_inventory": "inventory_level",
    "shipping_queue": "shipping_queue",
    "shipment_contents": "shipment_content",
}
# Rows that are no rows: cell values that repeat the header, and a last line that was cut off.
NO_REPORT = {"airbytehq__airbyte__GET_LEDGER_DETAIL_VIEW_DATA.csv"}
NO_ROWS = "airbytehq__airbyte__GET_LEDGER_SUMMARY_VIEW_DATA.csv"
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
def test_every_sample_of_the_other_reports_is_read_kept_or_refused(workspace: Path, take_in: Import) -> None:
    seen = set()
    for path in samples(used=False):
        (result,) = take_in(path, account="all")
        if path.name == NO_ROWS:
            assert "2 of 2 rows are unreadable" in str(result.fault)
            continue
        assert (result.fault, result.rows_rejected) == (None, 0), path.name
        assert result.kind, path.name
        if result.kind in TABLES:
            data = path.read_bytes() if path.suffix != ".gz" else gzip.decompress(path.read_bytes())
            written = sum(bool(line.strip()) for line in data.split(b"\n")) - 1
            assert (result.rows_read, result.is_used) == (written, True), path.name
            seen.add(result.kind)
        elif not result.is_used:
            assert "kept" in str(result.note), path.name
    assert seen == set(TABLES)
    for table in TABLES.values():
        assert rows_of(workspace, table, account="all")
