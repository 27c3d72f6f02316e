"""Products that Amazon values below cost, on the terminal and into files."""

from __future__ import annotations

from pathlib import Path

from reconcile.app import to_csv, to_json
from reconcile.cli.console import note, say, table, write
from reconcile.cli.listing import write_text
from reconcile.costs import Gaps

COLUMNS = (
    "account",
    "sku",
    "fnsku",
    "asin",
    "title",
    "region",
    "currency",
    "units_on_hand",
    "units_source",
    "units_on",
    "amazon_value",
    "unit_cost",
    "cost_effective_from",
    "gap_each",
    "at_stake",
    "payment_count",
    "paid_units",
    "short_money",
    "first_paid_on",
    "last_paid_on",
    "reimbursement_ids",
)
SHOWN = (
    "sku",
    "fnsku",
    "units_on_hand",
    "units_source",
    "currency",
    "amazon_value",
    "unit_cost",
    "at_stake",
    "payment_count",
    "last_paid_on",
    "newest_payment",
)
NUMERIC = frozenset({"units_on_hand", "amazon_value", "unit_cost", "at_stake", "payment_count"})
NOTHING = "No payment since the cost rule began shows that Amazon values a SKU below your cost."


def write_gaps(found: Gaps, form: str, output: Path | None) -> None:
    """As a table, CSV or JSON; what to know of them on standard error."""
    if form == "table" and output is None:
        _tell_table(found)
    else:
        write_rows = to_json(found.rows, COLUMNS) + "\n" if form == "json" else to_csv(found.rows, COLUMNS)
        if output is None:
            write(write_rows)
        else:
            write_text(write_rows, output)
    if found.approved_count:
        note(
            f"{found.approved_count} more were paid below a cost that your sheet calls approved: nothing to upload; "
            "see fba-reconcile claims --type reimbursement_underpaid"
        )


def tell_template(target: Path, count: int, found: Gaps) -> None:
    """Where the sheet goes and what to know before; which products are not in it."""
    if not count:
        say(NOTHING if not found.rows else "No product has an FNSKU, by which Amazon finds it; nothing was written.")
        return
    say(f"{target}: {count} {'product' if count == 1 else 'products'}")
    say(f"Upload it under {' > '.join(found.way.menu)}{'' if found.way.is_verified else ' (not verified)'}.")
    for line in found.way.advice:
        say(line)
    if left := len(found.rows) - count:
        note(f"{left} without an FNSKU left out: Amazon finds the row by it.")
    if len({row["account"] for row in found.rows}) > 1:
        note("It holds products of several accounts; write one file for each with --account.")


def _tell_table(found: Gaps) -> None:
    if not found.rows:
        say(NOTHING)
        return
    several = len({row["account"] for row in found.rows}) > 1
    columns = ("account", *SHOWN) if several else SHOWN
    rows = [row | {"newest_payment": row["reimbursement_ids"].partition("; ")[0]} for row in found.rows]
    table(columns, [[row[column] for column in columns] for row in rows], numeric=NUMERIC)
    note(
        "amazon_value is what its newest payments gave for a unit; at_stake is what would be paid too little if all "
        "units on hand were lost. Tell Amazon your cost: fba-reconcile costs gaps --template new-costs.xlsx"
    )
    if any(row["units_source"] == "ledger_detail" for row in found.rows):
        note("Units from ledger_detail lack what was on hand before its first day; import FBA inventory.")
