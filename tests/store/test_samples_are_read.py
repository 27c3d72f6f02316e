"""Every public sample is read with every real row in, or refused in one sentence."""

import gzip
from decimal import Decimal
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
MONEY = (
    "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2",
    "GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL",
)
# The first 9 of 24 columns: days and a total, but no amount.
NO_SETTLEMENT = "public__jp_iso_9col.tsv"
# Rows that are no rows: cell values that repeat the header, and a last line that was cut off.
NO_REPORT = {"airbytehq__airbyte__GET_LEDGER_DETAIL_VIEW_DATA.csv"}
NO_ROWS = "airbytehq__airbyte__GET_LEDGER_SUMMARY_VIEW_DATA.csv"
CUT_OFF = {"vyshagcliency__X-ray__smoke_inventory-ledger_head.csv": 1}

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not here")


def samples(*, used: bool) -> list[Path]:
    return [
        path
        for path in sorted(SAMPLES.rglob("*.*"))
        if path.is_file()
        and path.name != "INDEX.md"
        and (path.parent.name in USED) is used
        and path.parent.name not in MONEY
    ]


def money_samples() -> list[Path]:
    return [path for path in sorted(SAMPLES.rglob("*.*")) if path.parent.name in MONEY and path.name != NO_SETTLEMENT]


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


@needs_samples
def test_every_settlement_and_order_sample_is_read_alike_by_both_readers(
    workspace: Path, take_in: Import, with_care: Import
) -> None:
    fast, careful = take_in(*money_samples(), account="fast"), with_care(*money_samples(), account="careful")
    assert fast == careful
    assert [result.fault for result in fast] == [None] * 13
    assert sum(result.rows_rejected for result in fast) == 0
    for table in ("settlement", "settlement_line", "order_line"):
        assert rows_of(workspace, table, account="fast") == rows_of(workspace, table, account="careful") != []
    currencies = rows_of(workspace, "settlement_line", "settlement_id, currency, amount", "fast")
    assert ("SET-SG", "SGD", Decimal("125.5000")) in currencies
    assert ("26579761962", "EUR", Decimal("17.9500")) in currencies
    prices = rows_of(workspace, "order_line", "order_id, item_price", "fast")
    assert ("171-2000002-1000002", Decimal("1210.0000")) in prices
    assert ("171-2000007-1000007", None) in prices


@needs_samples
def test_columns_that_cannot_carry_a_settlement_are_told(take_in: Import) -> None:
    (result,) = take_in(SAMPLES / MONEY[0] / NO_SETTLEMENT)
    assert "looks like Settlement V2 but lacks the columns 'amount-type', 'amount'" in str(result.fault)
