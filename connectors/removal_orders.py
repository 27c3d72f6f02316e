"""Removal order detail (GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA): what was ordered out, and what became of it.

A blank quantity or fee is one that Amazon does not know yet.
"""

from __future__ import annotations

from collections.abc import Mapping

from connectors.faults import negative_fault
from connectors.report import Column, Report, Value

__all__ = ["REPORT"]

QUANTITIES = ("requested", "cancelled", "disposed", "shipped", "in_process")


def _fault_of(row: Mapping[str, str]) -> str | None:
    """Units are counted, so none is less than zero."""
    return negative_fault(row, *(f"{name}_quantity" for name in QUANTITIES))


REPORT = Report(
    kind="removal_orders",
    title="Removal order detail",
    is_used=True,
    rising_days=("requested_on", "updated_on"),
    fault_of=_fault_of,
    columns=(
        Column(
            name="requested_on",
            headers=("request-date",),
            value=Value.STAMP,
            is_required=True,
            is_filled=True,
        ),
        Column(name="order_id", headers=("order-id",), is_required=True, is_filled=True),
        Column(name="order_source", headers=("order-source",)),
        Column(name="order_type", headers=("order-type", "removal-order-type")),
        Column(name="service_speed", headers=("service-speed",)),
        Column(name="order_status", headers=("order-status",)),
        Column(name="updated_on", headers=("last-updated-date",), value=Value.STAMP),
        Column(name="sku", headers=("sku", "seller-sku", "merchant-sku", "msku"), is_required=True),
        Column(name="fnsku", headers=("fnsku",)),
        Column(name="disposition", headers=("disposition",)),
        *(
            Column(
                name=f"{name}_quantity",
                headers=(f"{name.replace('_', '-')}-quantity",),
                value=Value.QUANTITY,
            )
            for name in QUANTITIES
        ),
        Column(name="removal_fee", headers=("removal-fee",), value=Value.AMOUNT, is_required=True),
        Column(name="currency", headers=("currency",), shaped=str.upper),
    ),
)
