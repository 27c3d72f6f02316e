"""Cells that a spreadsheet would run, and values as the CSV holds them (contract, section 7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reports.export import CLAIM_COLUMNS, harmless, to_csv, write_xlsx, written

HEADER = (
    "claim_id,account,marketplace,claim_type,status,status_reason,reference_id,event_date,sku,fnsku,asin,title,"
    "fulfillment_center,reason_code,quantity_lost,quantity_covered,quantity_open,currency,unit_value,value_basis,"
    "amount,cost_price,window_opens,deadline,case_id"
)


RISKY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "+", "--"]
FULL_WIDTH = ["\uff1d1+1", "\uff0b1", "\uff0d5", "\uff20SUM(A1)", "-\uff15"]


@pytest.mark.parametrize("cell", [*RISKY, *FULL_WIDTH])
def test_a_cell_that_a_spreadsheet_would_run_gets_a_quote_before_it(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Mug", "-5", "+5", "-5.25", "-1,000.00", "5", "a=b", "'=1", "2026-10-05", "é-"])
def test_numbers_and_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_unknown_is_empty_and_money_keeps_its_decimals() -> None:
    assert written(None) == ""
    assert written(Decimal("1000000.10")) == "1000000.10"
    assert written(Decimal("-5.00")) == "-5.00"
    assert written(Decimal("1E+3")) == "1000"
    assert written(date(2026, 10, 5)) == "2026-10-05"
    assert written("-SKU") == "'-SKU"


def test_the_csv_has_the_header_of_the_contract_and_plain_line_ends() -> None:
    claim = dict.fromkeys(CLAIM_COLUMNS) | {"claim_id": "LOST-1", "title": 'A "mug", blue', "quantity_open": 2}
    assert to_csv([]) == HEADER + "\n"
    assert to_csv([claim]) == HEADER + '\nLOST-1,,,,,,,,,,,"A ""mug"", blue",,,,,2,,,,,,,,\n'


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_a_line_end_inside_a_cell_is_quoted_so_that_no_row_begins_there(line_end: str) -> None:
    assert to_csv([{"sku": f"a{line_end}=1", "asin": "B1"}], ("sku", "asin")) == f'sku,asin\n"a{line_end}=1",B1\n'


@pytest.mark.parametrize(
    ("currency", "amount", "form"),
    [
        ("USD", "1200.50", "#,##0.00"),
        ("USD", "5.00", "#,##0.00"),
        ("JPY", "1200", "#,##0"),
        ("KWD", "1.250", "#,##0.000"),
    ],
)
def test_an_amount_in_a_sheet_has_the_decimals_of_its_currency_and_ids_stay_text(
    tmp_path: Path, currency: str, amount: str, form: str
) -> None:
    claim = dict.fromkeys(CLAIM_COLUMNS) | {
        "reference_id": "20071234567890123",
        "quantity_open": 2,
        "currency": currency,
        "unit_value": Decimal(amount),
        "amount": Decimal(amount),
    }
    write_xlsx([claim], tmp_path / "claims.xlsx")
    header, row = openpyxl.load_workbook(tmp_path / "claims.xlsx").active.iter_rows()  # type: ignore[union-attr]
    cells = {str(name.value): cell for name, cell in zip(header, row, strict=True)}
    assert {cells[name].number_format for name in ("unit_value", "amount")} == {form}
    assert cells["amount"].value == pytest.approx(float(amount))
    assert (cells["reference_id"].data_type, cells["reference_id"].value) == ("s", "20071234567890123")
    assert (cells["quantity_open"].number_format, cells["quantity_open"].value) == ("General", 2)
