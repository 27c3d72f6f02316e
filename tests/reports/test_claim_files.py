"""claims.csv and claims.xlsx beside the page: all claims, whole or not at all, harmless in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reconcile import app
from reports import export
from reports.export import CLAIM_COLUMNS, FileInUseError, claim_files, to_csv

FORMULA = '=HYPERLINK("https://example.invalid","x")'


def claim(number: int, **changes: object) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(CLAIM_COLUMNS, "")
    row |= {
        "claim_id": f"wl-{number}",
        "account": "main",
        "reference_id": "200768653612345678",
        "event_date": date(2026, 10, 1),
        "title": "搪瓷杯 350 ml",
        "quantity_open": 3,
        "amount": Decimal("37.50"),
        "deadline": None,
    }
    return row | changes


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def write(folder: Path, *accounts: Sequence[Mapping[str, Any]]) -> None:
    with claim_files(folder) as files:
        for claims in accounts:
            files.add(claims)


def test_the_csv_is_that_of_the_command_behind_a_byte_order_mark(tmp_path: Path) -> None:
    first, second = [claim(1), claim(2, title=FORMULA)], [claim(3, account="north")]
    write(tmp_path, first, second)
    assert (tmp_path / "claims.csv").read_bytes() == b"\xef\xbb\xbf" + to_csv([*first, *second]).encode()
    assert f"'{FORMULA}".replace('"', '""') in (tmp_path / "claims.csv").read_text(encoding="utf-8-sig")
    assert names_in(tmp_path) == {"claims.csv", "claims.xlsx"}


def test_in_the_xlsx_ids_and_hostile_titles_are_text_and_days_are_days(tmp_path: Path) -> None:
    write(tmp_path, [claim(1, title=FORMULA, sku="https://example.invalid/x", fnsku="007", case_id="1E5")])
    sheet = openpyxl.load_workbook(tmp_path / "claims.xlsx")["claims"]
    assert [cell.value for cell in sheet[1]] == list(CLAIM_COLUMNS)
    cells = dict(zip(CLAIM_COLUMNS, sheet[2], strict=True))
    for name, text in (
        ("reference_id", "200768653612345678"),
        ("title", FORMULA),
        ("sku", "https://example.invalid/x"),
        ("fnsku", "007"),
        ("case_id", "1E5"),
    ):
        assert (cells[name].data_type, cells[name].value, cells[name].hyperlink) == ("s", text, None)
    assert (cells["event_date"].value, cells["event_date"].number_format) == (datetime(2026, 10, 1), "yyyy-mm-dd")  # noqa: DTZ001  a cell has no zone
    assert (cells["quantity_open"].value, cells["amount"].value, cells["deadline"].value) == (3, 37.5, None)


def test_more_claims_than_an_xlsx_is_worth_are_a_csv_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "PAGE_XLSX_ROWS", 2)
    write(tmp_path, [claim(1), claim(2)])
    assert names_in(tmp_path) == {"claims.csv", "claims.xlsx"}
    write(tmp_path, [claim(1), claim(2)], [claim(3)])
    assert names_in(tmp_path) == {"claims.csv"}
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8").count("\n") == 4


def test_a_run_that_fails_leaves_the_files_of_the_run_before(tmp_path: Path) -> None:
    write(tmp_path, [claim(1)])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(KeyError, match="claim_id"):
        write(tmp_path, [claim(2)], [{}])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    for name in (".claims.csv.123.tmp", ".claims.xlsx.123.tmp.part"):
        (tmp_path / name).write_bytes(b"half")
    write(tmp_path, [claim(1)])
    assert names_in(tmp_path) == {"claims.csv", "claims.xlsx"}


def test_a_file_that_excel_has_open_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_made: Path, target: Path) -> None:
        if target.name in {"claims.csv", "claims.xlsx"}:
            raise PermissionError(13, "in use", str(target))

    write(tmp_path, [claim(1)])
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(FileInUseError, match="close the program that has it open"):
        write(tmp_path, [claim(2)])
    assert "wl-1" in (tmp_path / "claims.csv").read_text(encoding="utf-8")


def test_a_file_that_another_program_holds_keeps_no_page_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.init_workspace(tmp_path)
    report = app.run(tmp_path, date(2026, 11, 19)).report
    held = Path.replace

    def replace(made: Path, path: Path) -> Path:
        if path.name == "claims.csv":
            raise PermissionError
        return held(made, path)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(FileInUseError, match=r"'.*claims\.csv' could not be replaced"):
        app.run(tmp_path, date(2026, 11, 20))
    assert "20\u00a0Nov\u00a02026" in report.read_text(encoding="utf-8")
