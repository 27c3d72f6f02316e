"""What a reader of the claims must know of the data they rest on, in sentences with a cure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import queries

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_REPORT = {"ledger_detail": "Inventory Ledger", "reimbursements": "Reimbursements"}


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
        else:
            replayed.append(report)
    if replayed:
        told.append(
            f"This is a replay of {as_of}: later rows are left out, but figures that Amazon rewrites "
            f"({' and '.join(replayed)}) are as known now."
        )
    return told
