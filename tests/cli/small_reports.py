"""A handful of report rows written as Amazon writes them, and the way to start the program on them."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

REPOSITORY = Path(__file__).resolve().parents[2]
#: the day that the small workspace is reconciled for
DAY = "2026-11-20"
CHINESE = "陶瓷茶杯 蓝色"
FORMULA = '=HYPERLINK("http://x","y")'

LEDGER_COLUMNS = (
    *("Date", "FNSKU", "ASIN", "MSKU", "Title", "Event Type", "Reference ID", "Quantity"),
    *("Fulfillment Center", "Disposition", "Reason", "Country", "Reconciled Quantity"),
    *("Unreconciled Quantity", "Date and Time", "Store"),
)
REIMBURSEMENT_COLUMNS = (
    *("approval-date", "reimbursement-id", "case-id", "amazon-order-id", "reason", "sku", "fnsku"),
    *("asin", "product-name", "condition", "currency-unit", "amount-per-unit", "amount-total"),
    *("quantity-reimbursed-cash", "quantity-reimbursed-inventory", "quantity-reimbursed-total"),
    *("original-reimbursement-id", "original-reimbursement-type"),
)
COST_COLUMNS = ("sku", "unit_cost", "currency", "effective_from", "approved_on", "supplier", "invoice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command said: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


def adjustment(on: str, fnsku: str, units: int, reference: str, reason: str, /, **more: str) -> list[str]:
    """A row of the ledger; `more` names columns in lower case with _ for a space."""
    sku = f"SKU-{fnsku[-1]}"
    day = date.fromisoformat(on).strftime("%m/%d/%Y")
    row = dict(
        zip(
            LEDGER_COLUMNS,
            (
                *(day, fnsku, f"B0{fnsku[-8:]}", sku, f"Product {fnsku[-1]}", "Adjustments", reference),
                *(str(units), "ABE8", "SELLABLE", reason, "US", "", "", "", ""),
            ),
            strict=True,
        )
    )
    for name, value in more.items():
        row[next(column for column in LEDGER_COLUMNS if column.lower().replace(" ", "_") == name)] = value
    return list(row.values())


def ledger(rows: Sequence[Sequence[str]]) -> bytes:
    """The ledger as Seller Central gives it: CSV, every cell quoted."""
    return sheet(LEDGER_COLUMNS, rows, quoting=csv.QUOTE_ALL)


def reimbursements(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The Reimbursements report as the API gives it: tabs, nothing quoted."""
    lines = ["\t".join(REIMBURSEMENT_COLUMNS)]
    lines += ["\t".join(row.get(column, "") for column in REIMBURSEMENT_COLUMNS) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()


def costs(rows: Sequence[Sequence[str]]) -> bytes:
    """The seller's cost sheet; trailing cells may be left out."""
    return sheet(COST_COLUMNS, [[*row, *[""] * (len(COST_COLUMNS) - len(row))] for row in rows])


def sheet(columns: Sequence[str], rows: Sequence[Sequence[str]], *, quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    """A CSV file with LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([columns, *rows])
    return out.getvalue().encode()


SMALL_LEDGER = ledger(
    [
        adjustment("2026-06-01", "X00000000A", -5, "20000000000", "M"),  # before the records begin
        adjustment("2026-10-05", "X00000000A", -3, "20000000001", "M", title=CHINESE),
        adjustment("2026-10-06", "X00000000B", -2, "20000000002", "E", title=FORMULA),
        adjustment("2026-10-20", "X00000000A", 1, "20000000003", "F", title=CHINESE),
        adjustment("2026-11-15", "X00000000C", -4, "20000000004", "M"),
        adjustment("2026-10-10", "X00000000D", -1, "20000000005", "5"),
        adjustment("2026-11-19", "X00000000A", -1, "20000000006", "Q", title=CHINESE),
    ]
)
SMALL_REIMBURSEMENTS = reimbursements(
    [
        {
            "approval-date": "2026-10-12T05:06:07-07:00",
            "reimbursement-id": "5000000001",
            "reason": "Lost_Warehouse",
            "sku": "SKU-D",
            "fnsku": "X00000000D",
            "currency-unit": "USD",
            "amount-per-unit": "12.00",
            "amount-total": "12.00",
            "quantity-reimbursed-cash": "1",
            "quantity-reimbursed-inventory": "0",
            "quantity-reimbursed-total": "1",
        },
    ]
)
SMALL_COSTS = costs([["SKU-A", "10.5", "USD", "2026-01-01", "2026-02-01"], ["SKU-B", "7", "USD", "2026-01-01"]])
#: made by these files for DAY: (reference id, status, open units, amount)
SMALL_CLAIMS = [
    ("20000000002", "claimable", 2, "14.00"),
    ("20000000001", "claimable", 2, "21.00"),
    ("20000000004", "waiting", 4, ""),
]


def write_small_reports(folder: Path) -> Path:
    """The three small files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ledger.csv").write_bytes(SMALL_LEDGER)
    (folder / "reimbursements.txt").write_bytes(SMALL_REIMBURSEMENTS)
    (folder / "costs.csv").write_bytes(SMALL_COSTS)
    return folder


def environment(**more: str) -> dict[str, str]:
    """The environment of a started program: this one's, without what a test's run may have put in."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    return kept | {"PYTHONPATH": str(REPOSITORY)} | more


def start(*arguments: str | Path, cwd: Path, **more: str) -> subprocess.Popen[bytes]:
    """The real program, started; `more` goes into its environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "reconcile", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=environment(**more),
    )


def ended(process: subprocess.Popen[bytes]) -> Said:
    """What a started program said, when it has ended."""
    out, err = process.communicate(timeout=120)
    return Said(code=process.returncode, out=out.decode(), err=err.decode())


def program(*arguments: str | Path, cwd: Path, **more: str) -> Said:
    """What the real program said."""
    return ended(start(*arguments, cwd=cwd, **more))


def stored(workspace: Path, select: str, account: str = "main") -> list[tuple[object, ...]]:
    """Rows of an account's database, read while no command runs."""
    path = workspace / "accounts" / account / "account.duckdb"
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(select).fetchall()
