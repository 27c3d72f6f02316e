"""What a reader of the claims must know of the data they rest on, in sentences with a cure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import queries

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_REPORT = {
    "ledger_detail": "Inventory Ledger",
    "reimbursements": "Reimbursements",
    "ledger_summary": "Inventory Ledger (summary view)",
}
#: what the ledger's summary proves of its detail
_SUMMARY = {
    "uncovered": (
        "The ledger's summary shows units of {products} moving on {days}, which no download of its detailed view covers"
    ),
    "empty": (
        "The ledger's summary shows units of {products} moving on {days}, where its detailed view has no row at all"
    ),
    "differing": (
        "The ledger's summary and its detailed view do not agree on {days} for {products}, such as {product}"
    ),
}
_SHOWN = 5


def _of_summary(con: DuckDBPyConnection) -> list[str]:
    """A sentence for each stretch of days on which the detail lacks what the summary shows, the first ones by day."""
    rows = con.execute(queries.text("report/ledger_gap")).fetchall()
    told = []
    for state, first, last, count, product in rows[:_SHOWN]:
        said = _SUMMARY[state].format(
            days=first if first == last else f"{first} to {last}",
            products="1 product" if count == 1 else f"{count} products",
            product=product,
        )
        told.append(f"{said}: a loss of those days is not seen; download the detailed view of that span again.")
    if len(rows) > _SHOWN:
        told.append(f"The detailed view of the ledger lacks units on {len(rows) - _SHOWN} further spans: see the page.")
    return told


def caveats(con: DuckDBPyConnection, as_of: date) -> list[str]:
    """A sentence for every gap, early end, replay and unreadable row; empty when there is nothing to say.

    Needs the tables coverage and records on the connection, as a reconciliation leaves them.
    """
    told: list[str] = []
    replayed: list[str] = []
    for what, kind, first, last, count in con.execute(queries.text("status/caveat"), {"as_of": as_of}).fetchall():
        report = _REPORT[kind]
        if what == "hole":
            told.append(
                f"No {report} report covers {first} to {last}: a payment or a found unit of those days is not seen; "
                "download that span before you file."
            )
        elif what == "stale":
            told.append(f"The {report} report ends on {last}: download it up to {as_of} before you file.")
        elif what == "rejected":
            rows = "1 row" if count == 1 else f"{count} rows"
            told.append(f"{rows} of {report} could not be read and may hide a payment: see 'fba-reconcile status'.")
        elif what == "summary_fault":
            rows = "1 row" if count == 1 else f"{count} rows"
            told.append(
                f"{rows} of the {report} between {first} and {last} contradict themselves (opening, movements and "
                "closing): download it again; the page lists them."
            )
        elif what == "replay":
            replayed.append(report)
    told += _of_summary(con)
    if replayed:
        told.append(
            f"This is a replay of {as_of}: later rows are left out, but figures that Amazon rewrites "
            f"({' and '.join(replayed)}) are as known now."
        )
    return told
