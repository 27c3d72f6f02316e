"""`claims` as CSV, JSON and XLSX: the public interface, to the byte."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Command
from tests.cli.small_reports import CHINESE, DAY, FORMULA, SMALL_CLAIMS, adjustment, ledger

HEADER = (
    "claim_id,account,marketplace,claim_type,status,status_reason,reference_id,event_date,sku,fnsku,asin,title,"
    "fulfillment_center,reason_code,quantity_lost,quantity_covered,quantity_open,currency,unit_value,value_basis,"
    "amount,cost_price,window_opens,deadline,case_id"
)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_exactly_the_published_header_and_line_ends(workspace: Path, command: Command) -> None:
    out = command("claims", "--format", "csv", "-w", workspace).out
    assert not out.startswith("\ufeff")
    assert out.split("\n")[0] == HEADER
    assert "\r" not in out
    assert out.endswith("\n")


def test_csv_rows_are_those_of_the_reports(command: Command, workspace: Path) -> None:
    rows = rows_of(command("claims", "--format", "csv", "-w", workspace).out)
    told = [(row["reference_id"], row["status"], int(row["quantity_open"]), row["amount"]) for row in rows]
    assert told == SMALL_CLAIMS
    lost = rows[1]
    expected = {
        "account": "main",
        "marketplace": "US",
        "claim_type": "warehouse_lost",
        "event_date": "2026-10-05",
        "sku": "SKU-A",
        "fnsku": "X00000000A",
        "asin": "B00000000A",
        "title": CHINESE,
        "fulfillment_center": "ABE8",
        "reason_code": "M",
        "quantity_lost": "3",
        "quantity_covered": "1",
        "currency": "USD",
        "unit_value": "10.50",
        "value_basis": "cost",
        "cost_price": "10.50",
        "window_opens": "2026-11-04",
        "deadline": "2026-12-04",
        "case_id": "",
    }
    assert {name: lost[name] for name in expected} == expected
    assert (rows[2]["unit_value"], rows[2]["value_basis"]) == ("", "unknown")


def test_csv_cells_that_a_spreadsheet_would_run_are_guarded(command: Command, workspace: Path) -> None:
    titles = [row["title"] for row in rows_of(command("claims", "--format", "csv", "-w", workspace).out)]
    assert titles[0] == "'" + FORMULA


def test_amounts_bear_the_minor_units_of_their_currency(command: Command, tmp_path: Path) -> None:
    workspace = tmp_path / "japan"
    (tmp_path / "ledger.csv").write_bytes(
        ledger([adjustment("2026-10-05", "X00000000A", -3, "20000000001", "M", country="JP")])
    )
    (tmp_path / "costs.csv").write_text(
        "sku,unit_cost,currency,effective_from\nSKU-A,1050,JPY,2026-01-01\n", encoding="utf-8"
    )
    command("init", "--marketplace", "JP", "-w", workspace)
    assert command("import", tmp_path / "ledger.csv", tmp_path / "costs.csv", "-w", workspace).code == 0
    rows = rows_of(command("claims", "--as-of", DAY, "--format", "csv", "-w", workspace).out)
    assert [(row["currency"], row["unit_value"], row["amount"]) for row in rows] == [("JPY", "1050", "3150")]


def test_json_holds_the_same_columns_with_unknown_as_null(command: Command, workspace: Path) -> None:
    rows = json.loads(command("claims", "--format", "json", "-w", workspace).out)
    assert [list(row) for row in rows] == [HEADER.split(",")] * 3
    assert rows[0]["title"] == FORMULA
    assert rows[1]["amount"] == "21.00"
    assert rows[1]["quantity_open"] == 2
    assert rows[2]["amount"] is None


def test_xlsx_is_readable_with_ids_as_text(command: Command, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    said = command("claims", "--format", "xlsx", "--output", path, "-w", workspace)
    assert (said.code, said.out) == (0, f"{path}\n")
    header, *rows = openpyxl.load_workbook(path).active.iter_rows()  # type: ignore[union-attr]
    names = [str(cell.value) for cell in header]
    assert names == HEADER.split(",")
    cells: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
    assert [cell["reference_id"].value for cell in cells] == [claim[0] for claim in SMALL_CLAIMS]
    assert {cell["reference_id"].data_type for cell in cells} == {"s"}
    assert (cells[0]["title"].value, cells[0]["title"].data_type) == (FORMULA, "s")
    assert cells[1]["quantity_open"].value == 2
    assert cells[1]["amount"].value == pytest.approx(21.0)
    assert cells[1]["deadline"].value in (date(2026, 12, 4), datetime(2026, 12, 4))  # noqa: DTZ001  a cell has no zone
    assert cells[2]["amount"].value is None


def test_xlsx_without_a_name_stands_in_the_current_folder(
    command: Command, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("claims", "--format", "xlsx", "-w", workspace).out == "claims.xlsx\n"
    assert (tmp_path / "claims.xlsx").is_file()
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_named_output_file_holds_what_would_be_printed(
    command: Command, workspace: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "out"
    printed = command("claims", "--format", form, "-w", workspace).out
    assert command("claims", "--format", form, "-o", path, "-w", workspace).code == 0
    assert path.read_bytes().decode("utf-8") == printed


@pytest.mark.parametrize(
    ("options", "references"),
    [
        (("--status", "waiting"), ["20000000004"]),
        (("--status", "waiting", "--status", "claimable"), ["20000000002", "20000000001", "20000000004"]),
        (("--status", "expired"), []),
        (("--type", "warehouse_damaged"), ["20000000002"]),
        (("--type", "warehouse_lost", "--status", "claimable"), ["20000000001"]),
        (("--account", "main", "--type", "warehouse_lost"), ["20000000001", "20000000004"]),
    ],
    ids=["one", "two", "none", "type", "type and status", "account and type"],
)
def test_filters_keep_what_they_name(
    command: Command, workspace: Path, options: tuple[str, ...], references: list[str]
) -> None:
    said = command("claims", "--format", "csv", *options, "-w", workspace)
    assert said.code == 0
    assert [row["reference_id"] for row in rows_of(said.out)] == references


def test_ids_stay_the_same_from_run_to_run(command: Command, workspace: Path) -> None:
    before = {row["reference_id"]: row["claim_id"] for row in rows_of(claims_csv(command, workspace))}
    command("run", "--as-of", "2026-12-16", "-w", workspace)
    after = {row["reference_id"]: row["claim_id"] for row in rows_of(claims_csv(command, workspace))}
    assert after == before
    assert len(set(after.values())) == len(after)


def claims_csv(command: Command, workspace: Path) -> str:
    return command("claims", "--format", "csv", "-w", workspace).out
