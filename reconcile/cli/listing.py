"""Lists on the terminal and into files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reconcile.app import CLAIM_COLUMNS, to_csv, to_json, write_xlsx
from reconcile.cli.console import note, say, table, write
from reconcile.errors import ReconcileError

SHOWN_COLUMNS = (
    "claim_id",
    "status",
    "deadline",
    "claim_type",
    "reference_id",
    "event_date",
    "sku",
    "quantity_open",
    "currency",
    "amount",
)
COST_COLUMNS = (
    "account",
    "sku",
    "unit_cost",
    "currency",
    "effective_from",
    "approved_on",
    "supplier",
    "invoice",
    "file_name",
    "line",
)
MISSING_COLUMNS = (
    "account",
    "sku",
    "fnsku",
    "currency",
    "open_units",
    "paid_units",
    "first_day",
    "last_day",
    "has_other_cost",
)
NUMERIC = frozenset({"quantity_open", "amount", "unit_cost", "open_units", "paid_units", "line"})
#: more rows than a person reads on a terminal
TABLE_ROWS = 500


def write_claims(claims: Sequence[dict[str, Any]], form: str, output: Path | None) -> None:
    """Claims as a table, CSV, JSON or XLSX."""
    if output is not None and not output.parent.is_dir():
        raise ReconcileError(f"There is no folder '{output.parent}' for '{output.name}'; make it first.")
    if form == "xlsx":
        path = output or Path("claims.xlsx")
        try:
            write_xlsx(claims, path)
        except ValueError as fault:
            raise ReconcileError(f"{path} was not written: {fault}; use --format csv, or --status.") from fault
        say(str(path))
        return
    if form == "table" and output is None:
        table(
            SHOWN_COLUMNS,
            [[claim[column] for column in SHOWN_COLUMNS] for claim in claims[:TABLE_ROWS]],
            numeric=NUMERIC,
        )
        more = len(claims) - TABLE_ROWS
        note(f"{len(claims)} claims" + (f"; {more} more: --format csv" if more > 0 else ""))
        return
    text = to_json(claims) + "\n" if form == "json" else to_csv(claims, CLAIM_COLUMNS)
    if output is None:
        write(text)
        return
    beside = output.with_name(output.name + ".part")
    beside.write_bytes(text.encode("utf-8"))
    beside.replace(output)
    say(str(output))


def write_table(rows: Sequence[dict[str, Any]], columns: Sequence[str], empty: str) -> None:
    """Rows as a table, or the sentence for none."""
    if not rows:
        say(empty)
        return
    table(columns, [[row[column] for column in columns] for row in rows], numeric=NUMERIC)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def status_lines(told: dict[str, Any]) -> Iterator[str]:
    """The status of every account in lines."""
    for name, account in told["accounts"].items():
        yield f"Account {name} ({account['marketplace']})"
        last = account["last_run"]
        yield (
            f"  last run: as of {last['as_of']}, made {last['run_at']:%Y-%m-%d %H:%M:%S} UTC"
            if last
            else "  last run: never; run 'fba-reconcile run'"
        )
        yield "  covered days:"
        for span in account["coverage"]:
            yield f"    {span['kind']}: {span['first_day']} to {span['last_day']} ({_days(span['day_count'])})"
        if not account["coverage"]:
            yield "    none yet; import a report"
        yield "  downloads:"
        for one in account["downloads"]:
            use = "" if one["is_used"] else " (kept, not used by this version)"
            counts = ", ".join(f"{one[f'rows_{what}']} {what}" for what in ("new", "known", "updated", "rejected"))
            yield f"    {one['download_id']}. {one['file_name']}: {one['kind']}, {one['rows_read']} rows, {counts}{use}"
        if account["rejected"]:
            yield "  rejected rows:"
            for row in account["rejected"]:
                yield f"    {row['file_name']} line {row['line']}: {row['reason']}"
