"""The form for a warehouse worker: what is expected in each box of a removal, and room for what came of it.

Filled in, it imports as removal_receipts; rows whose quantity is still empty are left for another day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

import queries
from reports.language import LANGUAGES, N_, gettext, speaking

COLUMNS: Final = (
    "order_id",
    "tracking_number",
    "carrier",
    "shipped_on",
    "fnsku",
    "sku",
    "title",
    "quantity_shipped",
    "quantity_received",
    "received_on",
    "condition",
    "note",
)
TO_FILL: Final = COLUMNS[8:]
WIDTHS: Final = (16, 24, 14, 12, 14, 20, 36, 10, 12, 12, 20, 28)
HELP: Final = (
    N_("Fill in the four columns on the right, one row for each product in a box; leave the others as they are."),
    N_("quantity_received: how many units came. Write 0 if the box came without them or did not come at all."),
    N_("received_on: the day the box came, as 2026-11-20; where nothing came, the day on which you looked."),
    N_("Rows without a quantity are left for another day. Save the file in inbox/ and import it."),
)
WHOLE_NUMBER: Final = N_("Write a whole number, 0 or more.")
A_DAY: Final = N_("Write a day, as 2026-11-20.")
"""Said in every language of the pages: who fills it in may read either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedBox:
    """A product of a box that nobody has answered for (queries/report/receipts_form.sql)."""

    order_id: str
    tracking_number: str
    tracking_key: str
    carrier: str
    shipped_on: date
    fnsku: str
    sku: str
    title: str
    quantity_shipped: int


def expected_boxes(con: duckdb.DuckDBPyConnection) -> list[ExpectedBox]:
    """The boxes of an account that nobody has answered for, oldest first, from the tables that a fresh run leaves."""
    query = queries.load("report/receipts_form")
    found = con.execute(query.sql).fetchall()
    return [ExpectedBox(**dict(zip(query.outputs, values, strict=True))) for values in found]


def write_form(boxes: Sequence[ExpectedBox], path: Path) -> None:
    """The form as XLSX: ids as text, the header frozen, whole units and days only; written beside and renamed."""
    import xlsxwriter

    beside = path.with_name(path.name + ".part")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(beside), options)
    sheet = book.add_worksheet("removal_receipts")
    head = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    fill = book.add_format({"num_format": "@", "bg_color": "#FFF8E1", "border": 1, "border_color": "#D9C88F"})
    number = book.add_format({"num_format": "0", "bg_color": "#FFF8E1", "border": 1, "border_color": "#D9C88F"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#FFF8E1", "border": 1, "border_color": "#D9C88F"})
    to_fill = {"quantity_received": number, "received_on": day}
    for position, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, column, head)
    for row, box in enumerate(boxes, start=1):
        for position, column in enumerate(COLUMNS):
            if column in TO_FILL:
                sheet.write_blank(row, position, None, to_fill.get(column, fill))
            elif column == "quantity_shipped":
                sheet.write_number(row, position, box.quantity_shipped)
            else:
                sheet.write_string(row, position, str(getattr(box, column)), text)
    last = max(len(boxes), 1)
    units, days = COLUMNS.index("quantity_received"), COLUMNS.index("received_on")
    sheet.data_validation(
        1,
        units,
        last,
        units,
        {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_message": _said(WHOLE_NUMBER),
        },
    )
    first_day = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
    sheet.data_validation(1, days, last, days, first_day | {"error_message": _said(A_DAY)})
    sheet.freeze_panes(1, 2)
    told = book.add_worksheet("how to fill in")
    told.set_column(0, 0, 110)
    for row, line in enumerate(_in_all_languages(HELP)):
        told.write_string(row, 0, line)
    book.close()
    beside.replace(path)


def _in_all_languages(messages: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for language in LANGUAGES:
        with speaking(language):
            lines += [gettext(message) for message in messages]
    return lines


def _said(message: str) -> str:
    return " ".join(_in_all_languages([message]))
