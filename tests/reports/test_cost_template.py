"""The sheet for Amazon: cells that a spreadsheet would run are made harmless."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from reports.cost_template import TemplateRow, write_template

COLUMNS = (("Asin", "asin"), ("Fnsku", "fnsku"), ("Latest Approved Cost", ""), ("Seller New Cost", "new_cost"))


def test_a_cell_that_a_spreadsheet_would_run_is_harmless(tmp_path: Path) -> None:
    row = TemplateRow(asin="=1+1", fnsku="@X", currency="USD", new_cost=Decimal("12.50"))
    write_template([row], tmp_path / "new.csv", sheet="Part_1", columns=COLUMNS)
    with (tmp_path / "new.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["'=1+1", "'@X", "", "12.50"]


def test_no_half_written_file_is_left(tmp_path: Path) -> None:
    write_template([], tmp_path / "new.xlsx", sheet="Part_1", columns=COLUMNS)
    assert [path.name for path in tmp_path.iterdir()] == ["new.xlsx"]
