"""The claims as CSV, JSON or XLSX, in the columns of the public interface; and the files beside the page."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, TextIO

from reconcile.errors import ReconcileError

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
_VALUES_OF = itemgetter(*CLAIM_COLUMNS)
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*")
#: what a formula begins with, or comes behind; full width as well, which a Chinese or Japanese Excel takes for the same
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: rows an XLSX sheet can hold, the header taken off
XLSX_ROWS = 1_048_575

CSV_NAME: Final = "claims.csv"
XLSX_NAME: Final = "claims.xlsx"
MONEY_FORMS: Final[Mapping[int, str]] = {0: "#,##0", 2: "#,##0.00", 3: "#,##0.000"}
"""How a sheet shows an amount, by the minor digits of its currency."""
PAGE_XLSX_ROWS: Final = 20_000
"""More claims than this have no XLSX beside the page: it takes ten times as long as the CSV."""


class FileInUseError(ReconcileError):
    """A file beside the page that another program holds open, as Excel does on Windows."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"'{path}' could not be replaced: close the program that has it open and run again.")


def harmless(cell: str) -> str:
    """The cell with a leading ' where a spreadsheet would run it as a formula; numbers stay as they are."""
    if cell.startswith(_RISKY) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def written(value: object) -> str:
    """A value as the CSV holds it: ISO dates, plain decimals, empty for unknown, harmless text."""
    if isinstance(value, str):
        return harmless(value)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return harmless(str(value))


def _cells(values: Iterable[object]) -> list[str]:
    """The values as the CSV holds them; harmless text, most of it, without a call for each."""
    return [value if isinstance(value, str) and not value.startswith(_RISKY) else written(value) for value in values]


class _PlainEnds:
    """Ends rows with LF that csv ended with CRLF: told to end them with LF, it leaves a cell with a CR unquoted."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> int:
        return self._out.write(row.removesuffix("\r\n") + "\n")


def to_csv(claims: Iterable[Mapping[str, Any]], columns: Sequence[str] = CLAIM_COLUMNS) -> str:
    """UTF-8 text without BOM, LF, header exactly the columns."""
    out = io.StringIO()
    writer = csv.writer(_PlainEnds(out), lineterminator="\r\n")
    writer.writerow(columns)
    for claim in claims:
        writer.writerow(_cells(claim[column] for column in columns))
    return out.getvalue()


def to_json(claims: Iterable[Mapping[str, Any]], columns: Sequence[str] = CLAIM_COLUMNS) -> str:
    """A list of objects; money as text with its decimals (a float would lose a cent), unknown as null."""
    rows = [{column: _json_value(claim[column]) for column in columns} for claim in claims]
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
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(beside), options | {"constant_memory": True})
    sheet = book.add_worksheet("claims")
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    money = {digits: book.add_format({"num_format": form}) for digits, form in MONEY_FORMS.items()}
    for position, column in enumerate(CLAIM_COLUMNS):
        sheet.write_string(0, position, column, bold)
    for number, claim in enumerate(claims, start=1):
        for position, column in enumerate(CLAIM_COLUMNS):
            value = claim[column]
            if isinstance(value, date):
                sheet.write_datetime(number, position, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001  a cell has no zone
            elif isinstance(value, Decimal):
                sheet.write_number(number, position, float(value), money.get(_digits(value)))
            elif isinstance(value, int):
                sheet.write_number(number, position, value)
            elif value is not None:
                sheet.write_string(number, position, str(value))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(claims), len(CLAIM_COLUMNS) - 1)
    book.close()
    beside.replace(path)


def _digits(amount: Decimal) -> int:
    """The decimals of an amount, which comes rounded to the minor units of its currency."""
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


class ClaimFiles:
    """All claims as files beside the page, filled account by account.

    The CSV begins with a byte order mark: a person opens it from the page with a double click, and Excel on a Chinese
    Windows reads a file without one as GBK. What `claims --format csv` writes is for programs and has none.
    """

    def __init__(self, out: TextIO) -> None:
        self._writer = csv.writer(_PlainEnds(out), lineterminator="\r\n")
        self._writer.writerow(CLAIM_COLUMNS)
        self._for_xlsx: list[Mapping[str, Any]] | None = []

    def add(self, claims: Iterable[Mapping[str, Any]]) -> None:
        """Takes the claims of one account."""
        for claim in claims:
            self._writer.writerow(_cells(_VALUES_OF(claim)))
            if self._for_xlsx is not None:
                self._for_xlsx.append(claim)
                if len(self._for_xlsx) > PAGE_XLSX_ROWS:
                    self._for_xlsx = None

    def write_xlsx(self, path: Path) -> bool:
        """The same as XLSX, if they are not too many."""
        if self._for_xlsx is None:
            return False
        write_xlsx(self._for_xlsx, path)
        return True


@contextmanager
def claim_files(folder: Path) -> Iterator[ClaimFiles]:
    """Files of all claims in `folder`; they take the place of those of the last run when the block ends well.

    Raises:
        FileInUseError: one of them is open in another program.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".claims.*.tmp*"):
        left.unlink(missing_ok=True)
    beside = [folder / f".{name}.{os.getpid()}.tmp" for name in (CSV_NAME, XLSX_NAME)]
    try:
        with beside[0].open("w", encoding="utf-8-sig", newline="") as out:
            files = ClaimFiles(out)
            yield files
        has_xlsx = files.write_xlsx(beside[1])
        _replace(beside[0], folder / CSV_NAME)
        _replace(beside[1] if has_xlsx else None, folder / XLSX_NAME)
    finally:
        for path in beside:
            path.unlink(missing_ok=True)


def _replace(made: Path | None, path: Path) -> None:
    try:
        if made:
            made.replace(path)
        else:
            path.unlink(missing_ok=True)
    except PermissionError as fault:
        raise FileInUseError(path) from fault
