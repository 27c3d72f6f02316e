"""`costs gaps`: what it lists in which form, and the sheet for Amazon that it writes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.small_reports import costs

HEADERS = (
    *("Asin", "Fnsku", "Amazon Estimated Cost", "Latest Approved Cost", "Source of Latest Approved Cost"),
    *("Currency", "Date of Last Updated Cost", "Seller New Cost"),
)


@pytest.fixture
def gap_workspace(command: Command, workspace: Path, tmp_path: Path) -> Path:
    """Amazon paid 12.00 for a unit of SKU-D that cost 30.00."""
    book = tmp_path / "gap.csv"
    book.write_bytes(costs([["SKU-D", "30", "USD", "2026-01-01"]]))
    assert command("costs", "import", book, "-w", workspace).code == 0
    return workspace


def test_the_table_names_the_payment_and_what_the_figures_mean(command: Command, gap_workspace: Path) -> None:
    said = command("costs", "gaps", "-w", gap_workspace)
    assert said.code == 0
    for text in ("SKU-D", "12.00", "30.00", "5000000001", "2026-10-12"):
        assert text in said.out
    assert "--template" in said.err


def test_csv_and_json_have_every_column_and_money_with_its_decimals(command: Command, gap_workspace: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(command("costs", "gaps", "--format", "csv", "-w", gap_workspace).out))
    assert (row["sku"], row["fnsku"], row["amazon_value"], row["unit_cost"]) == (
        "SKU-D",
        "X00000000D",
        "12.00",
        "30.00",
    )
    assert (row["gap_each"], row["payment_count"], row["reimbursement_ids"]) == ("18.00", "1", "5000000001")
    (told,) = json.loads(command("costs", "gaps", "--format", "json", "-w", gap_workspace).out)
    assert list(told) == list(row)
    assert told["unit_cost"] == "30.00"


def test_the_ledger_alone_gives_no_units_where_more_went_than_came(command: Command, gap_workspace: Path) -> None:
    """All that the ledger of SKU-D says is one lost unit."""
    (told,) = json.loads(command("costs", "gaps", "--format", "json", "-w", gap_workspace).out)
    assert (told["units_on_hand"], told["units_source"], told["at_stake"]) == (None, "", None)


@pytest.mark.parametrize(("name", "delimiter"), [("new.csv", ","), ("new.txt", "\t")])
def test_the_template_as_text_has_amazons_columns_and_only_what_we_know(
    command: Command, gap_workspace: Path, tmp_path: Path, name: str, delimiter: str
) -> None:
    said = command("costs", "gaps", "--template", tmp_path / name, "-w", gap_workspace)
    assert said.code == 0
    assert "Inventory > Inventory Defect and Reimbursement > Manage Your Sourcing Cost" in said.out
    assert "(not verified)" in said.out
    text = (tmp_path / name).read_bytes().decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text), delimiter=delimiter)
    assert tuple(header) == HEADERS
    assert dict(zip(header, row, strict=True)) == dict.fromkeys(HEADERS, "") | {
        "Asin": "B0" + "0000000D",
        "Fnsku": "X00000000D",
        "Currency": "USD",
        "Seller New Cost": "30.00",
    }


def test_the_template_as_workbook_has_ids_as_text_and_the_cost_as_a_number(
    command: Command, gap_workspace: Path, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert command("costs", "gaps", "--template", tmp_path / "new.xlsx", "-w", gap_workspace).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "new.xlsx")["Part_1"]
    header, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert tuple(header) == HEADERS
    assert (row[1], row[2], row[7]) == ("X00000000D", None, 30)
    assert sheet["B2"].data_type == "s"


def test_a_file_that_is_there_is_never_replaced(command: Command, gap_workspace: Path, tmp_path: Path) -> None:
    """It may be the sheet that Amazon gave out."""
    theirs = tmp_path / "amazon.xlsx"
    theirs.write_bytes(b"theirs")
    said = command("costs", "gaps", "--template", theirs, "-w", gap_workspace)
    assert said.code == 2
    assert "amazon.xlsx" in said.err
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.parametrize("name", ["new.ods", "new", "nowhere/new.xlsx"])
def test_a_file_that_cannot_be_is_told_with_what_to_do(
    command: Command, gap_workspace: Path, tmp_path: Path, name: str
) -> None:
    said = command("costs", "gaps", "--template", tmp_path / name, "-w", gap_workspace)
    assert said.code == 2
    assert "name" in said.err
    assert len(said.err.splitlines()) == 1


def test_without_a_gap_nothing_is_written_and_it_is_said(command: Command, workspace: Path, tmp_path: Path) -> None:
    said = command("costs", "gaps", "-w", workspace)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("No payment since the cost rule began")
    assert command("costs", "gaps", "--template", tmp_path / "new.csv", "-w", workspace).out == said.out
    assert not (tmp_path / "new.csv").exists()


def test_a_cost_on_file_is_counted_and_leads_to_the_claims(command: Command, workspace: Path, tmp_path: Path) -> None:
    book = tmp_path / "gap.csv"
    book.write_bytes(costs([["SKU-D", "30", "USD", "2026-01-01", "2026-02-01"]]))
    assert command("costs", "import", book, "-w", workspace).code == 0
    said = command("costs", "gaps", "-w", workspace)
    assert "1 more" in said.err
    assert "reimbursement_underpaid" in said.err
