"""The seller's own sheet of what came of removals; 0 says that somebody looked and nothing came."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import first_fault, negative_fault, rounded_fault
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """Units are counted; on which day they came may be unknown, which is a question and no fault."""
    return first_fault(
        rounded_fault(row, "order_id", "tracking_number"),
        negative_fault(row, "quantity_received"),
    )


REPORT = Report(
    kind="removal_receipts",
    title="removal_receipts sheet",
    is_used=True,
    is_own_sheet=True,
    is_quoted=True,
    fault_of=_fault_of,
    columns=(
        Column(name="order_id", headers=("order_id",), is_required=True, is_filled=True),
        Column(name="tracking_number", headers=("tracking_number",), is_required=True),
        Column(name="fnsku", headers=("fnsku",), is_required=True, is_filled=True),
        Column(
            name="quantity_received",
            headers=("quantity_received",),
            value=Value.QUANTITY,
            is_required=True,
            is_filled=True,
        ),
        Column(name="received_on", headers=("received_on",), value=Value.DAY, is_required=True),
        Column(name="condition", headers=("condition",)),
        Column(name="note", headers=("note",)),
    ),
)
