"""What an account lacks of the reports that claims rest on, and where each is downloaded, for `status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import queries
from reconcile.policy import load_policy
from reports.downloads import WHERE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def lacking(con: DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """The days between covered ones (`holes`) and the reports that nobody imported (`never_loaded`).

    A report is not wanted where another was imported that does as well. Needs the table coverage on the connection.
    """
    held = {row[0] for row in con.execute(queries.text("report/download_total")).fetchall()}
    needs = load_policy().report_needs
    replaced = {need.alternative for need in needs if need.alternative and need.report in held}
    wanted = {need.report for need in needs if need.report not in held and need.alternative not in replaced}
    return {
        "holes": [
            {"kind": kind, "first_day": first, "last_day": last, "where": WHERE.get(kind, "")}
            for kind, first, last in con.execute(queries.text("status/hole")).fetchall()
        ],
        "never_loaded": [
            {
                "kind": kind,
                "claim_types": sorted({need.claim_type for need in needs if need.report == kind}),
                "where": WHERE.get(kind, ""),
            }
            for kind in sorted(wanted)
        ],
    }
