"""The claims as CSV, JSON or XLSX, in the columns of the public interface (contract, section 7)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

CLAIM_COLUMNS: tuple[str, ...] = (
    "claim_id",
    "account",
    "marketplace",
    "claim_type",
    "status",
    "status_reason",
    "reference_id",
    "event_date",
    "sku",
    "fnsku",
    "asin",
    "title",
    "fulfillment_center",
    "reason_code",
    "quantity_lost",
    "quantity_covered",
    "quantity_open",
    "currency",
    "unit_value",
    "value_basis",
    "amount",
    "cost_price",
    "window_opens",
    "deadline",
    "case_id",
)
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
#: rows an XLSX sheet can hold, the header taken off
XLSX_ROWS = 1_048_575


def harmless(cell: str) -> str:
    """The cell with a leading ' where a spreadsheet would run it as a formula; numbers stay as they are."""
    if cell.startswith(_RISKY) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def written(value: object) -> str:
    """A value as the CSV holds it: ISO dates, plain decimals, empty for unknown, harmless text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return harmless(str(value))


def to_csv(claims: Iterable[Mapping[str, Any]], columns: Sequence[str] = CLAIM_COLUMNS) -> str:
    """UTF-8 text without BOM, LF, header exactly the columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for claim in claims:
        writer.writerow([written(claim[column]) for column in columns])
    return out.getvalue()


def to_json(claims: Iterable[Mapping[str, Any]]) -> str:
    """A list of objects; money as text with its decimals (a float would lose a cent), unknown as null."""
    rows = [{column: _json_value(claim[column]) for column in CLAIM_COLUMNS} for claim in claims]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def write_xlsx(claims: Sequence[Mapping[str, Any]], path: Path) -> None:
    """One sheet, identifiers as text cells; written beside and renamed.

    Raises:
        ValueError: more rows than a sheet holds.
    """
    import xlsxwriter

    if len(claims) > XLSX_ROWS:
        raise ValueError(f"an XLSX sheet holds {XLSX_ROWS:,} rows, these are {len(claims):,}")
    beside = path.with_name(path.name + ".part")
    book = xlsxwriter.Workbook(
        str(beside), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet("claims")
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for position, column in enumerate(CLAIM_COLUMNS):
        sheet.write_string(0, position, column, bold)
    for number, claim in enumerate(claims, start=1):
        for position, column in enumerate(CLAIM_COLUMNS):
            value = claim[column]
            if isinstance(value, date):
                sheet.write_datetime(number, position, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001  a cell has no zone
            elif isinstance(value, int | Decimal):
                sheet.write_number(number, position, float(value))
            elif value is not None:
                sheet.write_string(number, position, str(value))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(claims), len(CLAIM_COLUMNS) - 1)
    book.close()
    beside.replace(path)
