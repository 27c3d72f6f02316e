"""Writes the seller's own sheets of goods: shipments to Amazon, and what came home of removals.

A sheet is CSV or a workbook, with or without its optional columns.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from reconcile.simulator.files import SHEET, Dialect, write_file
from reconcile.simulator.records import World
from reconcile.simulator.records_inbound import InboundLine
from reconcile.simulator.records_removal import RemovalReceipt

INBOUND_COLUMNS = (
    *("shipment_id", "status", "destination_fc", "shipped_on", "delivered_on", "closed_on"),
    *("sku", "fnsku", "asin", "quantity_shipped", "quantity_received"),
)
INBOUND_OPTIONAL = ("amazon_status", "carrier", "tracking_id", "cartons", "weight_kg")
RECEIPT_COLUMNS = ("order_id", "tracking_number", "fnsku", "quantity_received", "received_on")
RECEIPT_OPTIONAL = ("condition", "note")

Cell = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How one of the seller's own sheets is kept; a workbook takes no text dialect."""

    name: str
    has_optional: bool = True
    is_workbook: bool = False
    text: Dialect = SHEET


SHEETS = (
    Sheet(name="csv"),
    Sheet(name="csv without optional columns", has_optional=False),
    Sheet(name="workbook", is_workbook=True),
    Sheet(name="csv with bom", text=replace(SHEET, encoding="utf-8-sig", newline="\r\n", quoting="all")),
    Sheet(name="workbook without optional columns", is_workbook=True, has_optional=False),
)


def as_kept(world: World, sheet: Sheet) -> World:
    """The world that such a sheet of shipments still shows: Amazon's status is an optional column."""
    if sheet.has_optional:
        return world
    return replace(
        world,
        inbound=tuple(replace(line, amazon_status="") for line in world.inbound),
        inbound_before=tuple((at, replace(line, amazon_status="")) for at, line in world.inbound_before),
    )


def write_inbound(folder: Path, stem: str, lines: Iterable[InboundLine], sheet: Sheet) -> Path:
    """The sheet of shipments to Amazon."""
    columns = INBOUND_COLUMNS + (INBOUND_OPTIONAL if sheet.has_optional else ())
    return _write_sheet(folder, stem, columns, [_inbound_cells(line) for line in lines], sheet)


def write_receipts(folder: Path, stem: str, receipts: Iterable[RemovalReceipt], sheet: Sheet) -> Path:
    """The sheet of what the seller's warehouse received of removals."""
    columns = RECEIPT_COLUMNS + (RECEIPT_OPTIONAL if sheet.has_optional else ())
    return _write_sheet(folder, stem, columns, [_receipt_cells(receipt) for receipt in receipts], sheet)


def _inbound_cells(line: InboundLine) -> list[Cell]:
    return [
        line.shipment_id,
        line.status,
        line.destination_fc,
        line.shipped_on,
        line.delivered_on,
        line.closed_on,
        line.sku,
        line.fnsku,
        line.asin,
        line.quantity_shipped,
        line.quantity_received,
        line.amazon_status,
        line.carrier,
        line.tracking_id,
        line.cartons,
        line.weight_kg,
    ]


def _receipt_cells(receipt: RemovalReceipt) -> list[Cell]:
    return [
        receipt.order_id,
        receipt.tracking,
        receipt.fnsku,
        receipt.quantity,
        receipt.received_on,
        receipt.condition,
        receipt.note,
    ]


def _write_sheet(folder: Path, stem: str, columns: Sequence[str], rows: list[list[Cell]], sheet: Sheet) -> Path:
    cut = [row[: len(columns)] for row in rows]
    if sheet.is_workbook:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{stem}.xlsx"
        path.write_bytes(_workbook([list(columns), *cut]))
        return path
    lines = [list(columns), *([_text(cell) for cell in row] for row in cut)]
    return write_file(folder, stem, _csv(lines, sheet.text), sheet.text)


def _workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook with days as days and figures as figures; the same rows give the same bytes."""
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - a workbook knows no zone
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet("Sheet1")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), days)  # noqa: DTZ001
            elif isinstance(cell, int | Decimal):
                page.write_number(at, column, float(cell))
            elif cell:
                page.write_string(at, column, cell)
    book.close()
    return packed.getvalue()


def _csv(lines: list[list[str]], dialect: Dialect) -> str:
    def quoted(cell: str) -> str:
        must = dialect.quoting == "all" or any(mark in cell for mark in ('"', dialect.delimiter, "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if must else cell

    return "".join(dialect.delimiter.join(quoted(cell) for cell in line) + dialect.newline for line in lines)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
