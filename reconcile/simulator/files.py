"""Writes a world as the report files a seller would have downloaded.

A `Dialect` is one way in which real files differ; the same world in any dialect holds
the same facts, save for columns a dialect does not have (`as_written` tells what is left).
"""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path
from random import Random

from reconcile.simulator.records import LedgerRow, PaymentLine, World

LEDGER_COLUMNS = (
    "Date",
    "FNSKU",
    "ASIN",
    "MSKU",
    "Title",
    "Event Type",
    "Reference ID",
    "Quantity",
    "Fulfillment Center",
    "Disposition",
    "Reason",
    "Country",
    "Reconciled Quantity",
    "Unreconciled Quantity",
    "Date and Time",
    "Store",
)
FIGURES_FROM = 14

PAYMENT_COLUMNS = (
    "approval-date",
    "reimbursement-id",
    "case-id",
    "amazon-order-id",
    "reason",
    "sku",
    "fnsku",
    "asin",
    "product-name",
    "condition",
    "currency-unit",
    "amount-per-unit",
    "amount-total",
    "quantity-reimbursed-cash",
    "quantity-reimbursed-inventory",
    "quantity-reimbursed-total",
    "original-reimbursement-id",
    "original-reimbursement-type",
)
ORIGINALS_FROM = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one file is written down."""

    name: str
    columns: int
    delimiter: str = "\t"
    quoting: str = "all"  # all, minimal, none
    header: Callable[[str], str] = str
    encoding: str = "utf-8"
    newline: str = "\n"
    dates: str = "us"  # of the ledger: us, short, iso; of payments: utc, local, day
    comma_decimals: bool = False
    packing: str = ""  # "", gz, zip
    final_newline: bool = True

    @property
    def suffix(self) -> str:
        """The ending Amazon or the browser gives such a file."""
        plain = ".csv" if self.delimiter == "," else ".txt"
        return {"": plain, "gz": plain + ".gz", "zip": ".zip"}[self.packing]


def _unspaced(name: str) -> str:
    return name.replace(" ", "")


def _titled(name: str) -> str:
    return name.replace("-", " ").title()


def _upper_quantities(name: str) -> str:
    return name.replace(" Quantity", "") if name.endswith("reconciled Quantity") else name


LEDGER_DIALECTS = (
    Dialect(name="api 16", columns=16),
    Dialect(name="ui csv 16", columns=16, delimiter=",", newline="\r\n"),
    Dialect(name="api 15 gz", columns=15, packing="gz"),
    Dialect(name="ui csv 14 unspaced", columns=14, delimiter=",", quoting="minimal", header=_unspaced),
    Dialect(name="tsv 15 unquoted", columns=15, quoting="none"),
    Dialect(name="csv 16 with bom", columns=16, delimiter=",", encoding="utf-8-sig", newline="\r\n"),
    Dialect(name="tsv 16 utf-16", columns=16, encoding="utf-16"),
    Dialect(name="tsv 14 cp1252", columns=14, encoding="cp1252"),
    Dialect(name="csv 16 zipped", columns=16, delimiter=",", packing="zip"),
    Dialect(name="tsv 15 lower-case", columns=15, header=str.lower, final_newline=False),
    Dialect(name="csv 16 from a spreadsheet", columns=16, delimiter=",", quoting="minimal", dates="short"),
    Dialect(name="tsv 16 iso", columns=16, dates="iso", header=_upper_quantities),
)
LEDGER_WITHOUT_FIGURES = Dialect(name="csv 12", columns=12, delimiter=",")

PAYMENT_DIALECTS = (
    Dialect(name="api 18", columns=18, quoting="none", dates="utc"),
    Dialect(name="api 18 cp1252", columns=18, quoting="none", dates="utc", encoding="cp1252"),
    Dialect(name="ui txt 18 local", columns=18, quoting="none", dates="local", newline="\r\n"),
    Dialect(name="ui csv 18", columns=18, delimiter=",", dates="local", header=_titled),
    Dialect(name="ui csv 18 minimal", columns=18, delimiter=",", quoting="minimal", dates="day"),
    Dialect(name="api 18 utf-16", columns=18, quoting="none", dates="utc", encoding="utf-16"),
    Dialect(name="api 18 gz", columns=18, quoting="none", dates="utc", packing="gz", final_newline=False),
    Dialect(name="csv 18 zipped", columns=18, delimiter=",", dates="utc", packing="zip"),
    Dialect(name="csv 18 with bom", columns=18, delimiter=",", dates="local", encoding="utf-8-sig"),
    Dialect(name="tsv 18 comma decimals", columns=18, quoting="none", dates="utc", comma_decimals=True),
)
PAYMENTS_WITHOUT_ORIGINALS = Dialect(name="api 16", columns=16, quoting="none", dates="utc")


def as_written(world: World, ledger: Dialect, payments: Dialect) -> World:
    """The world that files in these dialects still show: missing columns are blanks."""
    rows, lines = world.ledger, world.payments
    if ledger.columns < FIGURES_FROM:
        rows = tuple(replace(row, reconciled=None, unreconciled=None) for row in rows)
    if payments.columns < ORIGINALS_FROM:
        lines = tuple(replace(line, original_id="", original_type="") for line in lines)
    return replace(world, ledger=rows, payments=lines)


def fits(world: World, dialect: Dialect) -> bool:
    """Whether a dialect can hold this world's text without loss.

    A Japanese account's files without a mark are read as UTF-8, then cp932, never cp1252.
    """
    if dialect.encoding == "cp1252" and world.marketplace == "JP":
        return False
    texts = [row.title + row.msku for row in world.ledger] + [p.title + p.sku for p in world.payments]
    if dialect.quoting == "none" and any('"' in text[:1] for text in texts) and dialect.name.startswith("tsv"):
        return False
    try:
        for text in texts:
            text.encode(dialect.encoding)
    except UnicodeEncodeError:
        return False
    return True


def ledger_text(rows: Iterable[LedgerRow], dialect: Dialect) -> str:
    """The ledger report as text."""
    columns = LEDGER_COLUMNS[: dialect.columns]
    lines = [[dialect.header(name) for name in columns]]
    lines += [_ledger_cells(row, dialect)[: dialect.columns] for row in rows]
    return dialect_text(lines, dialect)


def payments_text(lines: Iterable[PaymentLine], dialect: Dialect, world: World) -> str:
    """The reimbursements report as text; `world` gives the time zone of local stamps."""
    columns = PAYMENT_COLUMNS[: dialect.columns]
    cells = [[dialect.header(name) for name in columns]]
    cells += [_payment_cells(line, dialect, world)[: dialect.columns] for line in lines]
    return dialect_text(cells, dialect)


def costs_text(world: World) -> str:
    """The seller's own cost sheet."""
    lines = [["sku", "unit_cost", "currency", "effective_from", "approved_on"]]
    lines += [
        [row.sku, str(row.unit_cost), row.currency, _iso(row.effective_from), _iso(row.approved_on)]
        for row in world.costs
    ]
    return dialect_text(lines, SHEET)


def rates_text(world: World) -> str:
    """The seller's own exchange rates."""
    lines = [["date", "base", "quote", "rate"]]
    lines += [[_iso(row.day), row.base, row.quote, str(row.rate)] for row in world.rates]
    return dialect_text(lines, SHEET)


def write_file(folder: Path, stem: str, text: str, dialect: Dialect) -> Path:
    """Encodes, packs and writes one file; the same text gives the same bytes.

    Raises:
        UnicodeEncodeError: the dialect's encoding lacks a character (see `fits`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}{dialect.suffix}"
    content = text.encode(dialect.encoding)
    if dialect.packing == "gz":
        content = gzip.compress(content, mtime=0)
    elif dialect.packing == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(f"{stem}.txt"), content)
        content = packed.getvalue()
    path.write_bytes(content)
    return path


def write_reports(
    world: World,
    folder: Path,
    *,
    ledger: Dialect = LEDGER_DIALECTS[0],
    payments: Dialect = PAYMENT_DIALECTS[0],
    stem: str = "",
    shuffle: Random | None = None,
) -> list[Path]:
    """One download of each report and the seller's own sheets; no file for a report without rows."""
    rows, lines = list(world.ledger), list(world.payments)
    if shuffle:
        shuffle.shuffle(rows)
        shuffle.shuffle(lines)
    paths = []
    if rows:
        paths.append(write_file(folder, f"{stem}ledger", ledger_text(rows, ledger), ledger))
    if lines:
        text = payments_text(lines, payments, world)
        paths.append(write_file(folder, f"{stem}reimbursements", text, payments))
    return paths + write_sheets(world, folder, stem=stem)


def write_sheets(world: World, folder: Path, *, stem: str = "") -> list[Path]:
    """costs.csv and fx_rates.csv, where the seller has any."""
    paths = []
    if world.costs:
        paths.append(write_file(folder, f"{stem}costs", costs_text(world), SHEET))
    if world.rates:
        paths.append(write_file(folder, f"{stem}fx_rates", rates_text(world), SHEET))
    return paths


def write_slices(
    world: World,
    folder: Path,
    *,
    cuts: list[date],
    overlap: int,
    ledgers: list[Dialect],
    payments: list[Dialect],
    shuffle: Random,
) -> list[Path]:
    """Both reports in slices of whole days that overlap by some days, each slice in its own dialect.

    A slice ends on each day of `cuts`, the last slice with the last row.
    """
    paths = []
    bounds = [date.min, *sorted(cuts), date.max]
    for at in range(len(bounds) - 1):
        ends = bounds[at + 1]
        starts = bounds[at] if at == 0 else date.fromordinal(bounds[at].toordinal() + 1 - overlap)
        part = replace(
            world,
            ledger=tuple(row for row in world.ledger if starts <= row.day <= ends),
            payments=tuple(p for p in world.payments if starts <= world.approved_on(p) <= ends),
            costs=(),
            rates=(),
        )
        paths += write_reports(
            part,
            folder,
            ledger=ledgers[at % len(ledgers)],
            payments=payments[at % len(payments)],
            stem=f"slice-{at}-",
            shuffle=shuffle,
        )
    return paths + write_sheets(world, folder)


SHEET = Dialect(name="sheet", columns=0, delimiter=",", quoting="minimal")


def _ledger_cells(row: LedgerRow, dialect: Dialect) -> list[str]:
    day = {
        "us": f"{row.day:%m/%d/%Y}",
        "short": f"{row.day.month}/{row.day.day}/{row.day.year}",
        "iso": _iso(row.day),
    }[dialect.dates]
    return [
        day,
        row.fnsku,
        row.asin,
        row.msku,
        row.title,
        row.event_type,
        row.reference_id,
        str(row.quantity),
        row.fulfillment_center,
        row.disposition,
        row.reason,
        row.country,
        _figure(row.reconciled),
        _figure(row.unreconciled),
        f"{_iso(row.day)}T00:00:00-0700",
        "",
    ]


def _payment_cells(line: PaymentLine, dialect: Dialect, world: World) -> list[str]:
    local = line.approved_at.astimezone(world.zone)
    stamp = {
        "utc": line.approved_at.astimezone(UTC).isoformat(timespec="seconds"),
        "local": local.isoformat(timespec="seconds"),
        "day": _iso(local.date()),
    }[dialect.dates]

    def amount(value: Decimal | None) -> str:
        text = _figure(value)
        return text.replace(".", ",") if dialect.comma_decimals else text

    return [
        stamp,
        line.reimbursement_id,
        line.case_id,
        line.order_id,
        line.reason,
        line.sku,
        line.fnsku,
        line.asin,
        line.title,
        line.condition,
        line.currency,
        amount(line.amount_per_unit),
        amount(line.amount_total),
        _figure(line.cash),
        _figure(line.inventory),
        _figure(line.total),
        line.original_id,
        line.original_type,
    ]


def dialect_text(lines: list[list[str]], dialect: Dialect) -> str:
    """Rows of cells as one text."""
    written = [dialect.delimiter.join(_quoted(cell, dialect) for cell in cells) for cells in lines]
    return dialect.newline.join(written) + (dialect.newline if dialect.final_newline else "")


def _quoted(cell: str, dialect: Dialect) -> str:
    """A cell as written; in unquoted reports a quotation mark is data, like any other character."""
    if dialect.quoting == "none":
        return cell
    must = any(mark in cell for mark in ('"', dialect.delimiter, "\n", "\r"))
    if dialect.quoting == "all" or must:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _figure(value: object) -> str:
    return "" if value is None else str(value)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
