"""The seller's own sheet of shipments to Amazon: what left, what Amazon says came, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import first_fault, negative_fault, rounded_fault
from connectors.report import Column, Report, Value, folded

__all__ = ["REPORT"]

# What both versions of the Fulfillment Inbound API call a shipment, and how Seller Central spells one of them.
STATUSES = (
    "WORKING",
    "READY_TO_SHIP",
    "SHIPPED",
    "IN_TRANSIT",
    "DELIVERED",
    "CHECKED_IN",
    "RECEIVING",
    "CLOSED",
    "CANCELLED",
    "CANCELED",
    "DELETED",
    "ABANDONED",
    "ERROR",
    "MIXED",
    "UNCONFIRMED",
)
_FOLDED = frozenset(folded(status) for status in STATUSES)


def _fault_of(row: Mapping[str, str]) -> str | None:
    """Units are counted, a product is named, and the status is one of Amazon's."""
    return first_fault(
        rounded_fault(row, "shipment_id", "tracking_id"),
        None if row["sku"] or row["fnsku"] else "sku and fnsku are blank",
        None
        if folded(row["status"]) in _FOLDED
        else f"status '{row['status']}' is none of Amazon's, such as CLOSED or RECEIVING",
        negative_fault(row, "quantity_shipped", "quantity_received", "cartons", "weight_kg"),
    )


REPORT = Report(
    kind="inbound_shipments",
    title="inbound_shipments sheet",
    is_used=True,
    is_own_sheet=True,
    is_quoted=True,
    fault_of=_fault_of,
    columns=(
        Column(name="shipment_id", headers=("shipment_id",), is_required=True, is_filled=True, shaped=str.upper),
        Column(name="status", headers=("status",), is_required=True, is_filled=True),
        Column(name="destination_fc", headers=("destination_fc",), is_required=True),
        Column(name="shipped_on", headers=("shipped_on",), value=Value.DAY, is_required=True),
        Column(name="delivered_on", headers=("delivered_on",), value=Value.DAY, is_required=True),
        Column(name="closed_on", headers=("closed_on",), value=Value.DAY, is_required=True),
        Column(name="sku", headers=("sku",), is_required=True),
        Column(name="fnsku", headers=("fnsku",), is_required=True),
        Column(name="asin", headers=("asin",), is_required=True),
        Column(
            name="quantity_shipped",
            headers=("quantity_shipped",),
            value=Value.QUANTITY,
            is_required=True,
            is_filled=True,
        ),
        Column(name="quantity_received", headers=("quantity_received",), value=Value.QUANTITY, is_required=True),
        Column(name="amazon_status", headers=("amazon_status",)),
        Column(name="carrier", headers=("carrier",)),
        Column(name="tracking_id", headers=("tracking_id",)),
        Column(name="cartons", headers=("cartons",), value=Value.QUANTITY),
        Column(name="weight_kg", headers=("weight_kg",), value=Value.AMOUNT),
    ),
)
