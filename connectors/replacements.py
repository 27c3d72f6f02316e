"""Replacements (GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_REPLACEMENT_DATA): units that Amazon sent a customer again."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import unit_fault
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]


def _fault_of(row: Mapping[str, str]) -> str | None:
    """A replacement is of one unit at least."""
    return unit_fault(row, "quantity")


REPORT = Report(
    kind="replacements",
    title="Replacements",
    is_used=True,
    fault_of=_fault_of,
    columns=(
        Column(
            name="shipped_on",
            headers=("shipment-date",),
            value=Value.STAMP,
            is_required=True,
            is_filled=True,
        ),
        Column(name="sku", headers=("sku", "seller-sku", "merchant-sku", "msku"), is_required=True, is_filled=True),
        Column(name="asin", headers=("asin",)),
        Column(name="fulfillment_center", headers=("fulfillment-center-id", "fulfillment-center")),
        Column(name="original_fulfillment_center", headers=("original-fulfillment-center-id",)),
        Column(
            name="quantity",
            headers=("quantity",),
            value=Value.QUANTITY,
            is_required=True,
            is_filled=True,
        ),
        Column(name="reason_code", headers=("replacement-reason-code",)),
        Column(
            name="replacement_order_id",
            headers=("replacement-amazon-order-id",),
            is_required=True,
            is_filled=True,
        ),
        Column(
            name="original_order_id",
            headers=("original-amazon-order-id",),
            is_required=True,
            is_filled=True,
        ),
    ),
)
