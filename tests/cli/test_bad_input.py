"""Files that are not what they should be: one clear sentence, and nothing half loaded."""

import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Command
from tests.cli.small_reports import (
    COST_COLUMNS,
    LEDGER_COLUMNS,
    SMALL_COSTS,
    SMALL_LEDGER,
    SMALL_REIMBURSEMENTS,
    adjustment,
    costs,
    ledger,
    sheet,
    stored,
)

MARKER = b"20000000001"  # a reference id of the small ledger


class Bad(NamedTuple):
    """A file that is not taken in: its bytes, and words its sentence must hold."""

    content: Callable[[], bytes]
    words: tuple[str, ...]


def without_column(name: str) -> bytes:
    position = LEDGER_COLUMNS.index(name)
    row = adjustment("2026-10-05", "X00000000A", -3, "20000000001", "M")
    return sheet([column for column in LEDGER_COLUMNS if column != name], [row[:position] + row[position + 1 :]])


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def large() -> bytes:
    return b"\0" * 80 * 1024 * 1024


def unreadable_ledger(column: str, value: str) -> bytes:
    """A ledger of which every row has this value in a column."""
    return ledger(
        [adjustment("2026-10-05", "X00000000A", -3, str(number), "M", **{column: value}) for number in range(5)]
    )


BAD = {
    "letter.txt": Bad(lambda: b"Dear seller,\nthank you for writing to us.\n", ("no report", "columns seen")),
    "signin.csv": Bad(
        lambda: b"<!DOCTYPE html>\n<html><head><title>Amazon Sign-In</title></head><body>\n", ("web page", "sign in")
    ),
    "cut.csv.gz": Bad(lambda: gzip.compress(SMALL_LEDGER * 50)[:-40], ("incomplete", "gzip", "download it again")),
    "cut.zip": Bad(lambda: zip_of({"ledger.csv": SMALL_LEDGER})[:-30], ("incomplete", "zip", "download it again")),
    "no quantity.csv": Bad(lambda: without_column("Quantity"), ("'Quantity'", "lacks", "columns seen")),
    "no reference.csv": Bad(lambda: without_column("Reference ID"), ("'Reference ID'", "lacks")),
    "dates.csv": Bad(lambda: unreadable_ledger("date", "soon"), ("'soon'", "line 2", "5 of 5")),
    "numbers.csv": Bad(lambda: unreadable_ledger("quantity", "many"), ("'many'", "line 2", "5 of 5")),
    "nul.csv": Bad(lambda: SMALL_LEDGER.replace(MARKER, b"2000\0000001"), ("NUL", "download it again")),
    "binary.csv": Bad(lambda: bytes(range(256)) * 40, ("download it again",)),
    "glued.csv": Bad(lambda: SMALL_LEDGER + SMALL_REIMBURSEMENTS, ("line 9",)),
    "api.json": Bad(
        lambda: b'{"errors": [{"code": "QuotaExceeded", "message": "You exceeded your quota"}]}', ("JSON", "error")
    ),
    "api.xml": Bad(lambda: b'<?xml version="1.0"?><ErrorResponse><Error/></ErrorResponse>', ("XML", "error")),
    "empty.csv": Bad(lambda: b"", ("empty",)),
    "blank.csv": Bad(lambda: b"\xef\xbb\xbf\r\n \r\n", ("empty",)),
    "bomb.csv.gz": Bad(lambda: gzip.compress(large(), 9), ("not unpacked",)),
    "bomb.zip": Bad(lambda: zip_of({"ledger.csv": large()}), ("not unpacked",)),
    "long.csv": Bad(lambda: b"x" * 3_000_000 + b"\n", ("line", "longer")),
    "empty.zip": Bad(lambda: zip_of({}), ("without a file",)),
    "invoice.pdf": Bad(lambda: b"%PDF-1.7\n%\xe2\xe3\n", ("PDF",)),
    "foreign.csv": Bad(
        lambda: ledger([adjustment("2026-10-05", f"X0099{n:05}", -1, str(n), "M") for n in range(9)]),
        ("FNSKUs", "account 'main'", "--account"),
    ),
}


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory, small_workspace: Path) -> Path:
    """A folder with every bad file, and a good one that comes last."""
    folder = tmp_path_factory.mktemp("bad")
    for name, bad in BAD.items():
        (folder / name).write_bytes(bad.content())
    (folder / "~good.csv").write_bytes(costs([["SKU-C", "4", "USD", "2026-01-01"]]))
    assert small_workspace.is_dir()
    return folder


def everything(workspace: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = ("ledger_detail", "ledger_evidence", "reimbursement", "cost", "fx_rate", "download", "rejected_row")
    return {name: sorted(stored(workspace, f"from {name}"), key=repr) for name in tables}


def raw_copies(workspace: Path) -> list[str]:
    return sorted(path.name for path in (workspace / "accounts" / "main").rglob("*") if path.suffix == ".zst")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_sentence_and_leaves_nothing(
    command: Command, workspace: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name].content())
    before, copies = everything(workspace), raw_copies(workspace)
    said = command("import", path, "-w", workspace)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"fba-reconcile: '{name}")
    assert said.err.count("\n") == 1
    assert len(said.err) < 700
    for word in BAD[name].words:
        assert word in said.err
    assert everything(workspace) == before
    assert raw_copies(workspace) == copies
    assert not list((workspace / "accounts" / "main" / "tmp").glob("*"))


def test_the_good_files_of_a_call_are_taken_in_all_the_same(command: Command, workspace: Path, taken_in: Path) -> None:
    claims = command("claims", "--format", "csv", "-w", workspace).out
    said = command("import", taken_in, taken_in / "~good.csv", "-w", workspace)
    assert said.code == 2
    assert len(said.err.splitlines()) == len(BAD)
    assert "1 rows read: 1 new" in said.out
    assert [row[0] for row in stored(workspace, "select file_name from download order by download_id")] == [
        "costs.csv",
        "ledger.csv",
        "reimbursements.txt",
        "~good.csv",
    ]
    after = command("claims", "--format", "csv", "-w", workspace).out
    changed = [line for line in after.splitlines() if line not in claims.splitlines()]
    assert [line.split(",")[6] for line in changed] == ["20000000004"]  # the one that waited for its cost


HEADERS_ONLY = {
    "ledger.csv": ledger([]),
    "ledger.txt": ("\t".join(LEDGER_COLUMNS) + "\n").encode(),
    "reimbursements.txt": SMALL_REIMBURSEMENTS.split(b"\n")[0] + b"\n",
    "reimbursements without line end.txt": SMALL_REIMBURSEMENTS.split(b"\n")[0],
    "costs.csv": (",".join(COST_COLUMNS) + "\r\n").encode(),
}


@pytest.mark.parametrize("name", HEADERS_ONLY)
def test_a_file_of_nothing_but_its_header_is_an_empty_report(
    command: Command, new_workspace: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(HEADERS_ONLY[name])
    dates = ("--from", "2026-06-01", "--through", "2026-11-20")
    said = command("import", tmp_path / name, *dates, "-w", new_workspace)
    assert (said.code, said.err) == (0, "")
    assert "0 rows read: 0 new, 0 known, 0 updated, 0 rejected" in said.out
    kind = Path(name).stem.removesuffix(" without line end").replace("ledger", "ledger_detail")
    assert f"{kind}: 2026-06-01 to 2026-11-20" in command("status", "-w", new_workspace).out


def test_rejected_rows_are_kept_counted_and_listed(command: Command, workspace: Path, tmp_path: Path) -> None:
    rows = [adjustment("2026-10-07", "X00000000A", -1, f"3000000000{number}", "M") for number in range(8)]
    rows[2][LEDGER_COLUMNS.index("Date")] = "31/31/2026"
    rows[5][LEDGER_COLUMNS.index("Quantity")] = "1.5.2"
    path = tmp_path / "some.csv"
    path.write_bytes(ledger(rows) + b'"10/07/2026","X00000000A"\n')
    said = command("import", path, "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert "9 rows read: 6 new, 0 known, 0 updated, 3 rejected" in said.out
    assert "fba-reconcile status" in said.out
    listed = command("status", "-w", workspace).out.split("rejected rows:")[1].splitlines()
    told = [line.strip() for line in listed if "some.csv line" in line]
    assert [line.split(": ")[0] for line in told] == ["some.csv line 4", "some.csv line 7", "some.csv line 10"]
    assert "'31/31/2026'" in told[0]
    assert "'1.5.2'" in told[1]
    assert [row[0] for row in stored(workspace, "select raw_text from rejected_row where line = 4")] != [""]


@pytest.mark.parametrize("cell", [b"y" * 3_000_000, b"y" * 900_000 + b"\n" + b"y" * 900_000 + b"\n" + b"y" * 900_000])
def test_a_cell_of_megabytes_below_a_good_header_is_told(
    command: Command, workspace: Path, tmp_path: Path, cell: bytes
) -> None:
    rows = [adjustment("2026-10-07", "X00000000A", -1, f"3000000000{number}", "M") for number in range(4)]
    path = tmp_path / "long.csv"
    path.write_bytes(ledger(rows[:2]) + b'"' + cell + b'"\n' + ledger(rows[2:]).split(b"\n", 1)[1])
    before = everything(workspace)
    said = command("import", path, "-w", workspace)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("fba-reconcile: 'long.csv")
    assert (said.err.count("\n"), "line 4" in said.err) == (1, True)
    assert everything(workspace) == before


def test_another_accounts_export_goes_in_only_on_demand(command: Command, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "foreign.csv"
    path.write_bytes(BAD["foreign.csv"].content())
    assert command("import", path, "-w", workspace).code == 2
    said = command("import", path, "--yes", "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert "9 rows read: 9 new" in said.out


def test_members_of_an_archive_stand_each_for_itself(command: Command, workspace: Path, tmp_path: Path) -> None:
    good = costs([["SKU-C", "4", "USD", "2026-01-01"]])
    page = BAD["signin.csv"].content()
    path = tmp_path / "reports.zip"
    path.write_bytes(zip_of({"a/costs.csv": good, "b/page.csv": page, "../../escape.csv": SMALL_COSTS}))
    said = command("import", path, "-w", workspace)
    assert said.code == 2
    assert "reports.zip/costs.csv: costs, 1 rows read: 1 new" in said.out
    assert "reports.zip/escape.csv: costs, 2 rows read" in said.out
    assert said.err.startswith("fba-reconcile: 'reports.zip/page.csv' ")
    assert not (tmp_path / "escape.csv").exists()
    assert not (tmp_path.parent / "escape.csv").exists()


def test_a_file_name_that_is_no_text_is_shown_as_well_as_can_be(
    command: Command, workspace: Path, tmp_path: Path
) -> None:
    if sys.platform != "linux":
        return  # elsewhere the name of a file is always text
    path = tmp_path / b"caf\xe9.csv".decode("utf-8", "surrogateescape")
    path.write_bytes(costs([["SKU-C", "4", "USD", "2026-01-01"]]))
    said = command("import", path, "-w", workspace)
    assert (said.code, said.err) == (0, "")


def test_an_empty_folder_says_that_there_is_nothing_to_take_in(
    command: Command, workspace: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "downloads"
    empty.mkdir()
    said = command("import", empty, "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert said.out == "Nothing to take in: no report file is there. Save downloads in inbox/ and import them again.\n"


def test_a_report_that_is_only_kept_says_that_its_rows_have_not_been_read(
    command: Command, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "fees.csv"
    path.write_text("sku,asin,product-size-tier,estimated-fee-total\nSKU-1,B1,Large,5.10\n", encoding="utf-8")
    said = command("import", path, "-w", workspace)
    assert said.code == 0
    kept = "kept, not used by this version"
    assert said.out.splitlines() == [
        "fees.csv: fee_preview, 0 rows read: 0 new, 0 known, 0 updated, 0 rejected",
        f"    {kept} yet; its rows have not been read",
    ]
    assert f"fees.csv: fee_preview ({kept})\n" in command("status", "-w", workspace).out
    assert f"{kept} yet; its rows" in command("import", path, "-w", workspace).out
