"""All reports there are, and which of them a header line belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from connectors import (
    all_orders,
    central_bank,
    costs,
    customer_refunds,
    customer_returns,
    fba_inventory,
    fx_rates,
    inbound_shipments,
    kept,
    ledger_detail,
    ledger_summary,
    reimbursements,
    removal_orders,
    removal_receipts,
    removal_shipments,
    replacements,
    settlement,
    shipment_contents,
    shipping_queue,
)
from connectors.report import Report, found_columns, missing_columns

# A header that lacks columns is near to a report with so many known columns and such a share of the required.
NEAR_COLUMNS, NEAR_SHARE = 3, 0.5

__all__ = ["REPORTS", "Likeness", "likeness_of", "report_of_kind"]

REPORTS: tuple[Report, ...] = (
    ledger_detail.REPORT,
    reimbursements.REPORT,
    ledger_summary.REPORT,
    fba_inventory.REPORT,
    customer_returns.REPORT,
    replacements.REPORT,
    removal_orders.REPORT,
    removal_shipments.REPORT,
    shipping_queue.REPORT,
    shipment_contents.REPORT,
    inbound_shipments.REPORT,
    customer_refunds.REPORT,
    removal_receipts.REPORT,
    costs.REPORT,
    fx_rates.REPORT,
    central_bank.REPORT,
    settlement.REPORT,
    all_orders.REPORT,
    *kept.REPORTS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much a header line resembles a report: all of it when nothing is missing."""

    report: Report
    positions: dict[str, int]
    missing: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every column that the report cannot do without is there."""
        return not self.missing


def likeness_of(headers: list[str]) -> Likeness | None:
    """The report that a header line resembles most, or None when it resembles none.

    A header that lacks columns still counts when more of the required ones are there than not,
    and at least three: so that the message can name the report and the missing column.
    """
    best: Likeness | None = None
    best_rank: tuple[bool, float, int] = (False, 0.0, 0)
    for report in REPORTS:
        positions = found_columns(report, headers)
        missing = missing_columns(report, positions)
        required = sum(column.is_required for column in report.columns) + len(report.one_of)
        share = 1 - len(missing) / required
        if missing and (len(positions) < NEAR_COLUMNS or share <= NEAR_SHARE):
            continue
        rank = (not missing, len(positions) if not missing else share, len(positions))
        if rank > best_rank:
            best_rank = rank
            best = Likeness(report=report, positions=positions, missing=tuple(missing))
    return best


def report_of_kind(kind: str) -> Report:
    """The report of that kind; LookupError if there is none."""
    for report in REPORTS:
        if report.kind == kind:
            return report
    raise LookupError(f"there is no report '{kind}'")
