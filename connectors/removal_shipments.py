"""Removal shipment detail (GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA): what left Amazon in which box."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import negative_fault
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """Units in a box are counted, so there are not less than none."""
    return negative_fault(row, "shipped_quantity")


REPORT = Report(
    kind="removal_shipments",
    title="Removal shipment detail",
    is_used=True,
    rising_days=("requested_on", "shipped_on"),
    fault_of=_fault_of,
    columns=(
        Column(name="requested_on", headers=("request-date", "removal-date"), value=Value.STAMP),
        Column(name="order_id", headers=("order-id",), is_required=True, is_filled=True),
        Column(
            name="shipped_on",
            headers=("shipment-date",),
            value=Value.STAMP,
            is_required=True,
            is_filled=True,
        ),
        Column(name="sku", headers=("sku", "seller-sku", "merchant-sku", "msku"), is_required=True),
        Column(name="fnsku", headers=("fnsku",), is_required=True),
        Column(name="disposition", headers=("disposition",), is_required=True),
        Column(
            name="shipped_quantity",
            headers=("shipped-quantity",),
            value=Value.QUANTITY,
            is_required=True,
            is_filled=True,
        ),
        Column(name="carrier", headers=("carrier",)),
        Column(name="tracking_number", headers=("tracking-number",), is_required=True),
        Column(name="order_type", headers=("removal-order-type", "order-type")),
    ),
)
