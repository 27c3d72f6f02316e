"""Costs in the columns of Amazon's bulk template, as XLSX, CSV or tab-separated text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from reconcile.errors import ReconcileError
from reports.export import MONEY_FORMS, harmless

ENDINGS: Final = (".xlsx", ".csv", ".txt")


class TemplateFileError(ReconcileError):
    """A file that the template is not written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """A product with the cost to be told to Amazon, in minor units of the currency."""

    asin: str
    fnsku: str
    currency: str
    new_cost: Decimal


def write_template(rows: Sequence[TemplateRow], path: Path, *, sheet: str, columns: Sequence[tuple[str, str]]) -> None:
    """Write the rows; the ending of the file says in which form. Columns that only Amazon can fill stay empty.

    Args:
        rows: the products.
        path: a file that is not there yet: Amazon's own sheet must never be lost to ours.
        sheet: the name of the sheet of an XLSX.
        columns: header, and which field of a row stands below it ('' for none).

    Raises:
        TemplateFileError: the file is there, its folder is not, its ending is not known, or the system refuses.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise TemplateFileError(f"'{path}' is no {', '.join(ENDINGS)} file; end its name in one of these.")
    if path.exists():
        raise TemplateFileError(f"'{path}' is there already and is not replaced; name a new file.")
    if not path.parent.is_dir():
        raise TemplateFileError(f"There is no folder '{path.parent}'; make it, or name another file.")
    beside = path.with_name(path.name + ".part")
    try:
        if ending == ".xlsx":
            _write_xlsx(rows, beside, sheet, columns)
        else:
            text = _text(rows, columns, "\t" if ending == ".txt" else ",")
            # a person opens it in Excel, which without the mark reads it in the language of the system
            beside.write_bytes(text.encode("utf-8-sig" if ending == ".csv" else "utf-8"))
        beside.replace(path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        reason = fault.strerror or type(fault).__name__
        raise TemplateFileError(f"'{path}' cannot be written: {reason}. Name another file.") from fault


def _text(rows: Sequence[TemplateRow], columns: Sequence[tuple[str, str]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([header for header, _ in columns])
    for row in rows:
        writer.writerow([harmless(_cell(row, holds)) for _, holds in columns])
    return out.getvalue()


def _cell(row: TemplateRow, holds: str) -> str:
    if not holds:
        return ""
    value = getattr(row, holds)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _write_xlsx(rows: Sequence[TemplateRow], path: Path, sheet: str, columns: Sequence[tuple[str, str]]) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True})
    money = {digits: book.add_format({"num_format": form.replace(",", "")}) for digits, form in MONEY_FORMS.items()}
    for place, (header, _holds) in enumerate(columns):
        page.write_string(0, place, header, bold)
        page.set_column(place, place, max(14, len(header)))
    for number, row in enumerate(rows, start=1):
        for place, (_header, holds) in enumerate(columns):
            value = getattr(row, holds) if holds else ""
            if isinstance(value, Decimal):
                exponent = value.as_tuple().exponent
                digits = -exponent if isinstance(exponent, int) else 0
                page.write_number(number, place, float(value), money.get(digits))
            elif value:
                page.write_string(number, place, value)
    page.freeze_panes(1, 0)
    book.close()
