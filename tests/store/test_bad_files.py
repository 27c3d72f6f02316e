"""Bad input: one clear sentence each, nothing half loaded, the other files done."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import Import
from tests.store.ledger_files import ledger_line, payment_line, rows_of, write_ledger, write_payments

PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>"


def bytes_of_ledger(tmp_path: Path) -> bytes:
    return write_ledger(tmp_path / "whole.txt", [ledger_line() for _ in range(50)]).read_bytes()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (PAGE, "sign-in page"),
        (b'{"errors": [{"code": "QuotaExceeded"}]}', "error of Amazon's API"),
        (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "error of Amazon's API"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"some words\nand more\n", "columns seen: 'some words'"),
        (b"Date\tFNSKU\x00\tMSKU\n", "NUL bytes"),
        (b"\x1f\x8b\x08\x00 not a gzip", "incomplete gzip file"),
        (b"PK\x03\x04 not a zip", "incomplete zip file"),
        (b"x" * 3_000_000, "longer than"),
    ],
)
def test_a_file_that_is_no_report_is_told_in_one_sentence(
    workspace: Path, tmp_path: Path, take_in: Import, content: bytes, told: str
) -> None:
    path = tmp_path / "download.txt"
    path.write_bytes(content)
    good = write_ledger(tmp_path / "good.txt", [ledger_line()])
    bad, fine = take_in(path, good)
    assert bad.fault is not None
    assert told in bad.fault
    assert "\n" not in bad.fault
    assert "'download.txt'" in bad.fault
    assert fine.rows_new == 1
    assert len(rows_of(workspace, "download")) == 1
    assert len(list((workspace / "accounts/main/raw").iterdir())) == 1


def test_a_truncated_gzip_is_told(tmp_path: Path, take_in: Import) -> None:
    path = tmp_path / "ledger.txt.gz"
    path.write_bytes(gzip.compress(bytes_of_ledger(tmp_path))[:-20])
    (result,) = take_in(path)
    assert "incomplete gzip" in str(result.fault)


def test_a_missing_column_names_report_and_column(tmp_path: Path, take_in: Import) -> None:
    header = ["Date", "FNSKU", "ASIN", "MSKU", "Title", "Event_Type", "Reference_ID", "Fulfillment_Center"]
    path = write_ledger(tmp_path / "ledger.txt", [], [*header, "Disposition", "Reason"])
    (result,) = take_in(path)
    assert "Inventory Ledger (detail view) but lacks the column 'Quantity'" in str(result.fault)
    assert "columns seen: 'Date', 'FNSKU'" in str(result.fault)


def test_unreadable_cells_reject_their_row_and_keep_it(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    lines = [ledger_line() for _ in range(6)]
    lines[1] = ledger_line(date="02/30/2026")
    lines[3] = ledger_line(quantity="1.5")
    (result,) = take_in(write_ledger(tmp_path / "ledger.txt", lines))
    assert (result.rows_read, result.rows_new, result.rows_rejected) == (6, 4, 2)
    rejected = rows_of(workspace, "rejected_row", "line, reason")
    assert rejected == [
        (3, "Date '02/30/2026' is no date between 2000 and 2100"),
        (5, "Quantity '1.5' is no whole number"),
    ]
    assert [line for (line,) in rows_of(workspace, "ledger_evidence", "line")] == [2, 4, 6, 7]


def test_a_file_of_mostly_unreadable_rows_is_refused(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    lines = [ledger_line(quantity="many"), ledger_line(quantity="few"), ledger_line()]
    (result,) = take_in(write_ledger(tmp_path / "ledger.txt", lines))
    assert "2 of 3 rows are unreadable (line 2: Quantity 'many'" in str(result.fault)
    assert rows_of(workspace, "ledger_detail") == []
    assert rows_of(workspace, "rejected_row") == []


def test_one_day_first_date_makes_a_ledger_doubtful(tmp_path: Path, take_in: Import) -> None:
    lines = [ledger_line(), ledger_line(date="25/04/2026")]
    (result,) = take_in(write_ledger(tmp_path / "ledger.txt", lines))
    assert "'25/04/2026' is day first" in str(result.fault)
    assert "2026-12-31" in str(result.fault)


@pytest.mark.parametrize("second", ["ledger", "payments"])
def test_two_reports_glued_together_are_refused_with_the_line(tmp_path: Path, take_in: Import, second: str) -> None:
    first = write_ledger(tmp_path / "one.txt", [ledger_line(), ledger_line()]).read_bytes()
    other = {
        "ledger": write_ledger(tmp_path / "two.txt", [ledger_line()]),
        "payments": write_payments(tmp_path / "three.txt", [payment_line()]),
    }[second]
    path = tmp_path / "glued.txt"
    path.write_bytes(first + other.read_bytes())
    (result,) = take_in(path)
    assert "line 4: a second header" in str(result.fault)


def test_payments_glued_to_payments_are_refused(tmp_path: Path, take_in: Import) -> None:
    part = write_payments(tmp_path / "one.txt", [payment_line()]).read_bytes()
    path = tmp_path / "glued.txt"
    path.write_bytes(part + part)
    (result,) = take_in(path)
    assert "line 3: a second header (Reimbursements)" in str(result.fault)


def test_a_header_without_rows_is_a_legal_report(tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(write_ledger(tmp_path / "ledger.txt", []))
    assert (result.fault, result.rows_read, result.first_day) == (None, 0, None)
    (result,) = take_in(write_payments(tmp_path / "payments.txt", []))
    assert (result.fault, result.rows_read) == (None, 0)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, take_in: Import) -> None:
    path = tmp_path / "reports.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ledger.txt", b"\0" * 100_000_000)
    (result,) = take_in(path)
    assert "250 times its size" in str(result.fault)


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path, take_in: Import) -> None:
    path = tmp_path / "ledger.gz"
    path.write_bytes(gzip.compress(b"\n" * 100_000_000, 9))
    (result,) = take_in(path)
    assert "250 times its size" in str(result.fault)


def test_members_of_an_archive_are_downloads_and_their_paths_harmless(tmp_path: Path, take_in: Import) -> None:
    path = tmp_path / "reports.zip"
    whole = bytes_of_ledger(tmp_path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil/ledger.txt", whole)
        archive.writestr("deep/page.html", PAGE)
        archive.writestr("deep/again.txt.gz", gzip.compress(whole + b"\n"))
        archive.writestr("__MACOSX/._ledger.txt", b"\x00\x05")
    results = {result.file_name: result for result in take_in(path)}
    assert sorted(results) == ["reports.zip/again.txt.gz", "reports.zip/ledger.txt", "reports.zip/page.html"]
    assert results["reports.zip/ledger.txt"].rows_new == 50
    assert results["reports.zip/again.txt.gz"].rows_known == 50
    assert "sign-in page" in str(results["reports.zip/page.html"].fault)
    assert not (tmp_path.parent / "evil").exists()


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path, take_in: Import) -> None:
    lines = [ledger_line() for _ in range(300)]
    path = write_ledger(tmp_path / "ledger.txt", lines)
    text = path.read_text(encoding="utf-8").replace('"Mug"', '"Mug', 1)
    path.write_text(text, encoding="utf-8")
    (result,) = take_in(path)
    assert result.fault is not None or result.rows_rejected
    assert result.rows_read == result.rows_new + result.rows_known + result.rows_updated + result.rows_rejected


def test_a_line_of_megabytes_among_good_ones_is_told(tmp_path: Path, take_in: Import) -> None:
    lines = [ledger_line(), ledger_line(title="x" * 3_000_000), ledger_line()]
    (result,) = take_in(write_ledger(tmp_path / "ledger.txt", lines))
    assert "line 3 is longer than 1 MB" in str(result.fault)


def test_folders_go_in_name_order_without_hidden_files(tmp_path: Path, take_in: Import) -> None:
    folder = tmp_path / "inbox"
    (folder / "b").mkdir(parents=True)
    write_ledger(folder / "c.txt", [ledger_line(reference="3")])
    write_ledger(folder / "b" / "x.txt", [ledger_line(reference="2")])
    write_ledger(folder / "a.txt", [ledger_line(reference="1")])
    (folder / ".hidden").write_bytes(b"no report")
    assert [result.file_name for result in take_in(folder)] == ["a.txt", "b/x.txt", "c.txt"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path, take_in: Import) -> None:
    (result,) = take_in(tmp_path / "nothing.txt")
    assert "is no file or folder" in str(result.fault)


def test_another_accounts_file_asks_before_it_goes_in(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    asked: list[str] = []

    def refused(question: str) -> bool:
        asked.append(question)
        return False

    own = [ledger_line(fnsku=f"X{number}") for number in range(5)]
    take_in(write_ledger(tmp_path / "own.txt", own))
    strangers = [ledger_line(fnsku=f"Y{number}") for number in range(3)] + own[:1]
    path = write_ledger(tmp_path / "other.txt", strangers)
    (result,) = take_in(path, confirm=refused)
    assert "was not taken in" in str(result.fault)
    assert "3 of its 4 FNSKUs were never seen in account 'main'" in asked[0]
    assert len(rows_of(workspace, "ledger_detail")) == 5
    (result,) = take_in(path, confirm=lambda _: True)
    assert (result.rows_new, result.rows_known) == (3, 1)


def refusing(asked: list[str]) -> Callable[[str], bool]:
    """A person who says no, and what they were asked."""

    def refused(question: str) -> bool:
        asked.append(question)
        return False

    return refused


@pytest.mark.parametrize("report", ["ledger", "payments"])
def test_the_same_file_asks_before_it_goes_into_a_second_account(
    workspace: Path, tmp_path: Path, take_in: Import, report: str
) -> None:
    path = {
        "ledger": write_ledger(tmp_path / "a.txt", [ledger_line(fnsku="")] * 3),
        "payments": write_payments(tmp_path / "b.txt", [payment_line()]),
    }[report]
    asked: list[str] = []
    take_in(path, account="uk")
    (result,) = take_in(path, confirm=refusing(asked))
    assert "the same file was taken in by account 'uk'" in str(result.fault)
    assert "--yes" in str(result.fault)
    assert len(asked) == 1
    assert rows_of(workspace, "download") == rows_of(workspace, "ledger_detail") == []
    (result,) = take_in(path)
    assert (result.fault, result.rows_new) == (None, 3 if report == "ledger" else 1)


def test_headers_alone_and_own_sheets_go_into_every_account_unasked(tmp_path: Path, take_in: Import) -> None:
    costs = tmp_path / "costs.csv"
    costs.write_text("sku,unit_cost,currency,effective_from\nMUG-1,4.25,USD,2026-01-01\n", encoding="utf-8")
    files = [costs, write_ledger(tmp_path / "ledger.txt", []), write_payments(tmp_path / "payments.txt", [])]
    asked: list[str] = []
    take_in(*files, account="uk")
    assert [result.fault for result in take_in(*files, confirm=refusing(asked))] == [None] * 3
    assert asked == []


def test_fnskus_of_another_account_ask_even_in_an_empty_one(workspace: Path, tmp_path: Path, take_in: Import) -> None:
    asked: list[str] = []
    take_in(write_ledger(tmp_path / "a.txt", [ledger_line()]), account="uk")
    later = write_ledger(tmp_path / "b.txt", [ledger_line(date="05/14/2026")])
    (result,) = take_in(later, confirm=refusing(asked))
    assert "1 of its 1 FNSKUs are known to account 'uk' and were never seen in account 'main'" in str(result.fault)
    (result,) = take_in(write_payments(tmp_path / "c.txt", [payment_line()]), confirm=refusing(asked))
    assert "known to account 'uk'" in str(result.fault)
    assert len(asked) == 2
    assert rows_of(workspace, "download") == []
    take_in(later)
    assert take_in(tmp_path / "c.txt", confirm=refusing(asked))[0].fault is None
    assert len(asked) == 2


@pytest.mark.parametrize("careful", [False, True])
def test_ids_rounded_by_a_spreadsheet_refuse_the_file(
    workspace: Path, tmp_path: Path, take_in: Import, with_care: Import, *, careful: bool
) -> None:
    taken = with_care if careful else take_in
    rounded = write_ledger(tmp_path / "a.txt", [ledger_line(), ledger_line(reference="2.00775E+13")])
    whole = write_ledger(tmp_path / "b.txt", [ledger_line(reference="FBA12E+1X")])
    payments = write_payments(tmp_path / "c.txt", [payment_line(), payment_line(payment="1.1e+10")])
    first, fine, third = taken(rounded, whole, payments)
    assert "its ids were rounded by a spreadsheet (2.00775E+13)" in str(first.fault)
    assert fine.rows_new == 1
    assert "(1.1e+10); download the report again" in str(third.fault)
    (again,) = taken(rounded)
    assert "rounded by a spreadsheet" in str(again.fault)
    assert len(rows_of(workspace, "download")) == len(rows_of(workspace, "ledger_evidence")) == 1


@pytest.mark.parametrize(
    "rows",
    [
        "MUG-1,many,USD,2026-01-01\n",
        'MUG-1,"4.25,USD,2026-01-01\n',
        f"MUG-1,4.25,USD,{'x' * 2_000_000}\n",
        "MUG-1,4.25,USD,2026-01-01\0\n",
    ],
)
def test_a_faulty_sheet_of_the_sellers_own_is_to_be_mended(tmp_path: Path, take_in: Import, rows: str) -> None:
    path = tmp_path / "costs.csv"
    header = "sku,unit_cost,currency,effective_from\n" + "MUG-2,1,USD,2026-01-01\n" * 12000 * ("\0" in rows)
    path.write_text(header + rows, encoding="utf-8")
    (result,) = take_in(path)
    assert "mend the sheet" in str(result.fault)
    assert "download" not in str(result.fault)


def test_what_windows_leaves_in_folders_is_passed_over(tmp_path: Path, take_in: Import) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("Thumbs.db", "desktop.ini", "Desktop.INI"):
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("reports/Thumbs.db", b"\xd0\xcf")
        archive.write(write_ledger(tmp_path / "ledger.txt", [ledger_line()]), "reports/ledger.txt")
    assert [result.file_name for result in take_in(folder)] == ["all.zip/ledger.txt"]
