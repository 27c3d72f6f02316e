"""Lists on the terminal and into files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from reconcile.app import CLAIM_COLUMNS, FileResult, RunResult, to_csv, to_json, write_xlsx
from reconcile.cli.console import note, say, table, write
from reconcile.errors import ReconcileError
from reconcile.model import FEW_PAYMENTS

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
    "lacking",
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
        several = len({claim["account"] for claim in claims}) > 1
        columns = ("account", *SHOWN_COLUMNS) if several else SHOWN_COLUMNS
        table(
            columns,
            [[claim[column] for column in columns] for claim in claims[:TABLE_ROWS]],
            numeric=NUMERIC,
        )
        more = len(claims) - TABLE_ROWS
        note(f"{len(claims)} claims" + (f"; {more} more: --format csv" if more > 0 else ""))
        return
    text = to_json(claims) + "\n" if form == "json" else to_csv(claims, CLAIM_COLUMNS)
    if output is None:
        write(text)
        return
    write_text(text, output)


def write_text(text: str, output: Path) -> None:
    """A result into a file, written beside it and renamed; its name is said."""
    if not output.parent.is_dir():
        raise ReconcileError(f"There is no folder '{output.parent}' for '{output.name}'; make it first.")
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


def _lacking_lines(account: dict[str, Any]) -> Iterator[str]:
    """Days and reports that are not there, each with where to get it."""
    if account["holes"]:
        yield "  days that no download covers (download the span, drop it into inbox/, import it):"
    for hole in account["holes"]:
        yield f"    {hole['kind']}: {hole['first_day']} to {hole['last_day']}. {hole['where']}".rstrip()
    if account["never_loaded"]:
        yield "  reports never imported, and the claims that rest on them:"
    for one in account["never_loaded"]:
        yield f"    {one['kind']}: {', '.join(one['claim_types'])}. {one['where']}".rstrip()


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
        yield from _lacking_lines(account)
        yield "  downloads:"
        for one in account["downloads"]:
            use = "" if one["is_used"] else " (kept, not used by this version)"
            counts = ", ".join(f"{one[f'rows_{what}']} {what}" for what in ("new", "known", "updated", "rejected"))
            rows = f"{one['kind']}, {one['rows_read']} rows, {counts}" if one["is_used"] else one["kind"]
            yield f"    {one['download_id']}. {one['file_name']}: {rows}{use}"
        if account["rejected"]:
            yield "  rejected rows:"
            for row in account["rejected"]:
                yield f"    {row['file_name']} line {row['line']}: {row['reason']}"


def tell_files(results: list[FileResult]) -> None:
    """A line per file; exit 2 where one was not taken in."""
    if not results:
        say("Nothing to take in: no report file is there. Save downloads in inbox/ and import them again.")
    for result in results:
        if result.fault:
            note(f"fba-reconcile: {' '.join(result.fault.split())}")
            continue
        days = f", {result.first_day} to {result.last_day}" if result.first_day else ""
        say(
            f"{result.file_name}: {result.kind}, {result.rows_read} rows read: {result.rows_new} new, "
            f"{result.rows_known} known, {result.rows_updated} updated, {result.rows_rejected} rejected{days}"
        )
        if result.note:
            say(f"    {result.note}" if result.is_used else f"    {result.note}; its rows have not been read")
        if result.rows_rejected:
            say("    the rejected rows and why: fba-reconcile status")
    if any(result.fault for result in results):
        raise typer.Exit(2)


def tell_run(result: RunResult) -> None:
    """The figures of a run on standard output, what to know of its data on standard error."""
    say(f"As of {result.as_of}")
    for account, statuses in result.statuses.items():
        prefix = f"{account}: " if len(result.statuses) > 1 else ""
        if not statuses:
            say(f"{prefix}no claims")
        for status, (rows, units) in statuses.items():
            say(f"{prefix}{status}: {rows} claims, {units} units")
        if account in result.changes:
            say(f"{prefix}{result.changes[account]}")
        for claim_type, region, count, median, p95 in result.delays[account]:
            span = f"{median} days (median of {count}; 95 % within {p95})"
            if count < FEW_PAYMENTS:  # 95 of 100 of so few are all of them
                span = f"at most {p95} days ({count} {'payment' if count == 1 else 'payments'})"
            say(f"{prefix}Amazon paid {claim_type} in {region} by itself after {span}")
        _tell_proposals(account, result.proposals[account])
        for sentence in result.caveats[account]:
            note(f"{prefix}{sentence}")


def _tell_proposals(account: str, proposals: Sequence[tuple[str, str, int, int, int]]) -> None:
    """The lines to put into the settings; nothing is changed."""
    if not proposals:
        return
    say(f"These payments propose other settle days. To take them, put below [accounts.{account}] in reconcile.toml:")
    for _claim_type, setting, days, proposed, count in proposals:
        say(f"  {setting} = {proposed}  # now {days}; within these days came 95 % of {count} payments")
