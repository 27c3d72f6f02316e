"""Seller Central's shipping queue: each shipment to Amazon with its units expected and located."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import negative_fault
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """Units are counted, so none is less than zero."""
    return negative_fault(row, "units_expected", "units_located")


REPORT = Report(
    kind="shipping_queue",
    title="Shipping queue",
    is_used=True,
    rising_days=("created_on", "updated_on"),
    fault_of=_fault_of,
    columns=(
        Column(name="shipment_name", headers=("Shipment name",), is_required=True),
        Column(name="shipment_id", headers=("Shipment ID",), is_required=True, is_filled=True, shaped=str.upper),
        Column(name="created_on", headers=("Created",), value=Value.STAMP),
        Column(name="updated_on", headers=("Last updated",), value=Value.STAMP),
        Column(name="ship_to", headers=("Ship to",)),
        Column(name="units_expected", headers=("Units expected",), value=Value.QUANTITY, is_required=True),
        Column(name="units_located", headers=("Units located",), value=Value.QUANTITY, is_required=True),
        Column(name="status", headers=("Status",), is_required=True),
    ),
)
