"""The first sheet with a known header of an XLSX file, written out as CSV for the careful reader."""

from __future__ import annotations

import csv
import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from connectors.layout import whole_header_in
from reconcile.errors import ReconcileError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["UnreadableWorkbookError", "is_workbook", "workbook_as_csv"]

LARGEST_PART = 300 * 1024 * 1024
SEARCHED_ROWS = 12
EXACT_FLOATS = 1e15


class UnreadableWorkbookError(ReconcileError):
    """An XLSX file from which no sheet can be taken."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; save the sheet as CSV and import that")


def is_workbook(path: Path) -> bool:
    """Whether a zip file is an Excel workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)


def workbook_as_csv(source: Path, target: Path) -> None:
    """Write the first sheet that has a known header as CSV, one line a row, so lines stay true.

    Raises:
        UnreadableWorkbookError: it is damaged, too large, or no sheet has a known header.
    """
    with zipfile.ZipFile(source) as archive:
        if any(part.file_size > LARGEST_PART for part in archive.infolist()):
            raise UnreadableWorkbookError("the workbook unpacks to more than 300 MB")
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(source, read_only=True, data_only=True)
        except Exception as error:  # a stranger's file: openpyxl lets anything through
            raise UnreadableWorkbookError("the workbook is damaged") from error
        try:
            for sheet in book.worksheets:
                if _has_header(sheet):
                    _write(sheet, target)
                    return
        finally:
            book.close()
    raise UnreadableWorkbookError("no sheet of the workbook has the header of a known report")


def _has_header(sheet: Worksheet) -> bool:
    return any(_is_header(cells) for cells in _rows(sheet, last=SEARCHED_ROWS))


def _is_header(cells: list[str]) -> bool:
    return whole_header_in(",".join(f'"{cell}"' for cell in cells)) is not None


def _rows(sheet: Worksheet, last: int | None = None) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    for row in sheet.iter_rows(values_only=True, max_row=last):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _write(sheet: Worksheet, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        width = 0
        for cells in _rows(sheet):
            if not width and _is_header(cells):
                width = len(cells)
            # blank cells at the end of a row are not stored: they are blank, the row is not cut off
            writer.writerow(cells + [""] * (width - len(cells)) if cells else cells)


def _text(value: object) -> str:
    """A cell as the careful reader expects it: ISO days, plain figures, no line breaks."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time(0) and value.tzinfo is None
        return value.date().isoformat() if is_day else value.isoformat(" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_FLOATS:
        return str(int(value))
    if isinstance(value, float):
        return format(value, ".10f").rstrip("0")
    return " ".join(str(value).replace("\0", "").split())
